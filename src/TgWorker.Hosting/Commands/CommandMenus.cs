using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telegram.Bot.Exceptions;
using TgWorker.Bots;
using TgWorker.Bots.Commands;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Hosting.Commands;

/// <summary>Tells Telegram, once at the start, the commands that the bots' routes describe.</summary>
internal sealed partial class CommandMenus(IServiceProvider services, TimeProvider time, ILogger<CommandMenus> logger) : IWorkerCompanion
{
    private const int Tries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IAsyncDisposable Start(IReadOnlyList<IUpdateQueue> queues) => new CompanionRun(RunAsync);

    private async Task RunAsync(CancellationToken stopping)
    {
        // Not there where updates are forwarded or only logged.
        if (services.GetService<UpdateRoutes>() is not { } routes || services.GetService<ITelegramBots>() is not { } bots)
        {
            return;
        }

        foreach (var bot in bots.Names)
        {
            var lists = CommandMenu.Of(routes.Register.Routes, bot);
            if (lists.Count > 0)
            {
                await SetAsync(bots, bot, lists, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // A menu that is out of date keeps no update from being handled: it is tried a few times, and said.
    private async Task SetAsync(ITelegramBots bots, string bot, IReadOnlyList<CommandList> lists, CancellationToken stopping)
    {
        for (var (attempt, pause) = (1, FirstPause); ; attempt++, pause *= 2)
        {
            try
            {
                var changed = await MenuSetter.SetAsync(bots.ClientOf(bot), lists, stopping);
                if (changed > 0)
                {
                    MenuSet(logger, bot, changed);
                }

                return;
            }
            catch (RequestException e) when (attempt < Tries)
            {
                var after = e is ApiRequestException { Parameters.RetryAfter: { } asked } && TimeSpan.FromSeconds(asked) > pause
                    ? TimeSpan.FromSeconds(asked) : pause;
                await Task.Delay(after, time, stopping);
            }
            catch (RequestException e)
            {
                MenuNotSet(logger, bot, e is ApiRequestException ? e.Message : e.GetType().Name);
                return;
            }
        }
    }

    [LoggerMessage(570, LogLevel.Information, "Bot {Bot}: Telegram's menu shows the commands of the routes now ({Lists} lists changed)")]
    private static partial void MenuSet(ILogger logger, string bot, int lists);

    [LoggerMessage(571, LogLevel.Warning,
        "Bot {Bot}: Telegram's menu could not be set and may be out of date: {Reason}. The next start tries again")]
    private static partial void MenuNotSet(ILogger logger, string bot, string reason);
}
