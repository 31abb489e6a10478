using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// Lets the receiver begin once it is known where it listens, and end cleanly: not ready, a moment for balancers, 503 for what still comes, and
/// what runs may end.
/// </summary>
internal sealed partial class ReceiverLifetime(
    IServer server, BotDirectory bots, ReceiverState state, IOptions<ReceiverOptions> options, TimeProvider time, ILogger<ReceiverLifetime> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var open = addresses.Where(address => !ListenAddress.IsPrivate(address)).ToList();
        if (!bots.AllHaveSecrets)
        {
            var which = string.Join(", ", bots.WithoutSecret);
            if (open.Count > 0 && !options.Value.Insecure)
            {
                throw new OptionsValidationException(nameof(ReceiverOptions), typeof(ReceiverOptions), [
                    $"The receiver listens on {string.Join(", ", open)}, where anybody can reach it, and the bot {which} has no secret token: set SECRET_TOKEN or TelegramBots:NAME:SecretToken, "
                    + "listen on 127.0.0.1, or say --insecure (Receiver:Insecure)."]);
            }

            LogInsecure(which);
        }

        state.Start();
        LogListening(string.Join(", ", addresses), options.Value.Path);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
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

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(604, LogLevel.Information, "Receiving webhooks on {Addresses}, path {Path}NAME")]
    private partial void LogListening(string addresses, string path);

    [LoggerMessage(605, LogLevel.Warning, "Anybody who reaches the receiver can make up updates: the bot {Bots} has no secret token. Set SECRET_TOKEN or TelegramBots:NAME:SecretToken")]
    private partial void LogInsecure(string bots);
}
