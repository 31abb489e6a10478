using System.Net.Sockets;
using StackExchange.Redis;

namespace TgWorker.Dashboard.Tests.Budget;

/// <summary>Sees every command that clients send to a server (MONITOR), in order. What scripts call is not a command of a client.</summary>
internal sealed class CommandWatch : IDisposable
{
    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private readonly IDatabase _server;

    private CommandWatch(TcpClient client, IDatabase server)
    {
        (_client, _server) = (client, server);
        _reader = new StreamReader(client.GetStream());
    }

    public static async Task<CommandWatch> BeginAsync(string host, int port, IDatabase server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(host, port);
        await client.GetStream().WriteAsync("MONITOR\r\n"u8.ToArray());
        var watch = new CommandWatch(client, server);
        Assert.Equal("+OK", await watch._reader.ReadLineAsync());
        return watch;
    }

    /// <summary>The commands since the last call, but for those of no page: the worker's renewals and the connection's own.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(params IReadOnlyCollection<string> but)
    {
        var mark = Guid.NewGuid().ToString("n");
        await _server.ExecuteAsync("ECHO", mark);
        var names = new List<string>();
        while (await _reader.ReadLineAsync() is { } line && !line.Contains(mark, StringComparison.Ordinal))
        {
            // +1700000000.123456 [0 127.0.0.1:5555] "HGET" "key" …, or [0 lua] for what a script calls.
            if (!line.Contains(" lua] ", StringComparison.Ordinal) && line.Split('"') is [_, var name, ..])
            {
                names.Add(name.ToUpperInvariant());
            }
        }

        return [.. names.Where(name => !but.Contains(name))];
    }

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }
}
