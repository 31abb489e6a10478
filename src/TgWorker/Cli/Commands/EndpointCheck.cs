using System.Net.Sockets;

namespace TgWorker.Cli.Commands;

/// <summary>Whether somebody listens where updates are forwarded to. Opens a connection and sends nothing.</summary>
internal static class EndpointCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Why nobody can be reached there; null when somebody can.</summary>
    public static async Task<string?> WhyNotAsync(Uri endpoint, TimeProvider time, CancellationToken cancellationToken)
    {
        using var giveUp = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(giveUp.Token, cancellationToken);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(endpoint.DnsSafeHost, endpoint.Port, either.Token);
            return null;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode.ToString();
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return $"no answer within {Patience.TotalSeconds:0} s";
        }
    }
}
