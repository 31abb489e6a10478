using System.Net.Sockets;
using System.Text;

namespace TgWorker.TestSupport.Redis;

/// <summary>Asks a server whether it is there, without a client library in between.</summary>
internal static class RedisAnswers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether a PING is answered; not while the server still loads its data.</summary>
    public static async Task<bool> PingAsync(string host, int port, string? password)
    {
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, timeout.Token);
            await using var stream = client.GetStream();
            var request = password is null ? "PING\r\n" : $"AUTH {password}\r\nPING\r\n";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(request), timeout.Token);
            using var reader = new StreamReader(stream);
            string? line;
            do
            {
                line = await reader.ReadLineAsync(timeout.Token);
            }
            while (line == "+OK");

            return line == "+PONG";
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }
}
