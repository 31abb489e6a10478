using System.Net.Sockets;
using System.Security.Authentication;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>Says in a line why no Sentinel named a primary, and what to do.</summary>
internal static class SentinelSilence
{
    /// <summary>Explains it from what went wrong with each.</summary>
    public static RedisProblem Explain(IReadOnlyList<SentinelContact> contacts, SentinelAddress asked) =>
        Explain([.. contacts.Select(static contact => (contact.Address, contact.Problem))], asked);

    /// <inheritdoc cref="Explain(IReadOnlyList{SentinelContact}, SentinelAddress)"/>
    internal static RedisProblem Explain(IReadOnlyList<(ServerAddress Address, Exception? Problem)> contacts, SentinelAddress asked)
    {
        // One that answered says more than many that did not.
        foreach (var (address, problem) in contacts)
        {
            if (Refusal(address, problem, asked.Master) is { } refusal)
            {
                return refusal;
            }
        }

        return new RedisProblem(
            $"no Sentinel answers at "
                + $"{string.Join(", ", contacts.Select(static contact => $"{contact.Address} ({Reason(contact.Problem)})"))}",
            "start the Sentinels, or correct --sentinel");
    }

    private static RedisProblem? Refusal(ServerAddress address, Exception? problem, string master) => problem switch
    {
        SignInRefusedException => new RedisProblem(
            $"the Sentinel at {address} refused the user or password", "correct Redis:SentinelUser and Redis:SentinelPassword"),
        ErrorReplyException { Message: var message } when message.StartsWith("NOAUTH", StringComparison.Ordinal) => new RedisProblem(
            $"the Sentinel at {address} wants a password, and none is given",
            "set Redis:SentinelPassword (TGWORKER_Redis__SentinelPassword)"),
        ErrorReplyException { Message: var message } when message.StartsWith("NOPERM", StringComparison.Ordinal) => new RedisProblem(
            $"the user may not ask the Sentinel at {address}", "give it the right to SENTINEL and SUBSCRIBE"),
        ErrorReplyException { Message: var message } when message.Contains("No such master", StringComparison.OrdinalIgnoreCase) =>
            new RedisProblem(
            $"the Sentinel at {address} knows no primary '{master}'",
            "correct the name before the @ in --sentinel (SENTINEL MASTERS lists those it knows)"),
        ErrorReplyException or InvalidDataException or KeyNotFoundException or FormatException => new RedisProblem(
            $"what listens at {address} is not a Sentinel", "correct host and port in --sentinel; the servers themselves are not named there"),
        AuthenticationException => new RedisProblem(
            $"the TLS certificate of the Sentinel at {address} is not trusted",
            "add the authority to the system's trusted certificates (SSL_CERT_FILE names a file of them), or use the name that the "
                + "certificate is for"),
        _ => null,
    };

    private static string Reason(Exception? problem) => problem switch
    {
        null => "no answer yet",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            "the host name is not known",
        _ => problem.Message,
    };
}
