using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace TgWorker.TestSupport.Redis;

/// <summary>
/// Sends a server single commands, each over a connection of its own. Not with StackExchange.Redis: its new connections begin
/// with a PING, which a server whose disk is full refuses, and in a cluster it goes to other nodes of its own accord.
/// </summary>
public static class RawRedis
{
    /// <summary>Sends a command.</summary>
    /// <returns>The answer as text; an array's elements a line each, an error as it is.</returns>
    public static Task<string> SendAsync(string host, int port, string command, params object[] arguments)
        => SignInAndSendAsync(host, port, password: null, command, arguments);

    /// <summary>Signs in and sends a command.</summary>
    /// <returns>The answer as text; an array's elements a line each, an error as it is.</returns>
    public static async Task<string> SignInAndSendAsync(string host, int port, string? password, string command, params object[] arguments)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host, port);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        if (password is not null)
        {
            await WriteAsync(stream, ["AUTH", password]);
            await ReadAsync(reader);
        }

        await WriteAsync(stream, [command, .. arguments]);
        return await ReadAsync(reader);
    }

    private static ValueTask WriteAsync(NetworkStream stream, object[] parts)
    {
        var request = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{parts.Length}\r\n");
        foreach (var part in parts)
        {
            var text = Convert.ToString(part, CultureInfo.InvariantCulture)!;
            request.Append(CultureInfo.InvariantCulture, $"${text.Length}\r\n{text}\r\n");
        }

        return stream.WriteAsync(Encoding.ASCII.GetBytes(request.ToString()));
    }

    private static async Task<string> ReadAsync(StreamReader reader)
    {
        var line = await reader.ReadLineAsync() ?? throw new IOException("The server closed the connection.");
        var count = line[0] is '$' or '*' ? int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture) : 0;
        switch (line[0])
        {
            case '$' when count >= 0:
                var text = new char[count + 2];
                await reader.ReadBlockAsync(text);
                return new string(text, 0, count);
            case '*':
                var elements = new string[Math.Max(count, 0)];
                for (var i = 0; i < elements.Length; i++)
                {
                    elements[i] = await ReadAsync(reader);
                }

                return string.Join('\n', elements);
            default:
                return line[0] == '-' ? line : line[1..];
        }
    }
}
