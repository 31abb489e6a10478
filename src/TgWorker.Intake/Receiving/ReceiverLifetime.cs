using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// Lets the receiver begin once it is known where it listens, and end cleanly: not ready, a moment for balancers, 503 for what still comes,
/// and what runs may end.
/// </summary>
internal sealed partial class ReceiverLifetime(
    BotDirectory bots, ReceiverState state, IOptions<ReceiverOptions> options, TimeProvider time, ILogger<ReceiverLifetime> logger)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Why the receiver must not listen there; null when it may.</summary>
    public string? Problem(IEnumerable<string> addresses)
    {
        var open = addresses.Where(address => !ListenAddress.IsPrivate(address)).ToList();
        return bots.AllHaveSecrets || open.Count == 0 || options.Value.Insecure
            ? null
            : $"The receiver listens on {string.Join(", ", open)}, where anybody can reach it, and the bot "
                + $"{string.Join(", ", bots.WithoutSecret)} has no secret token: "
                + "set SECRET_TOKEN or TelegramBots:NAME:SecretToken, listen on 127.0.0.1, or say --insecure (Receiver:Insecure).";
    }

    /// <summary>From now on updates are taken.</summary>
    public void Begin(IEnumerable<string> addresses)
    {
        if (!bots.AllHaveSecrets)
        {
            LogInsecure(string.Join(", ", bots.WithoutSecret));
        }

        state.Start();
        LogListening(string.Join(", ", addresses), options.Value.Path);
    }

    /// <summary>Ends taking updates.</summary>
    /// <param name="cancellationToken">There is no more time.</param>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        state.Leave();
        await Task.Delay(options.Value.DrainDelay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        state.Stop();
        var stopped = time.GetTimestamp();
        while (state.Running > 0 && time.GetElapsedTime(stopped) < options.Value.Grace && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Look, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(604, LogLevel.Information, "Receiving webhooks on {Addresses}, path {Path}NAME")]
    private partial void LogListening(string addresses, string path);

    [LoggerMessage(605, LogLevel.Warning,
        "Anybody who reaches the receiver can make up updates: the bot {Bots} has no secret token. Set SECRET_TOKEN or "
            + "TelegramBots:NAME:SecretToken")]
    private partial void LogInsecure(string bots);
}
