using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DiscordBridge;

/// <summary>Looks at the Discord channel again and again. What does not work is tried again at the next look.</summary>
public sealed partial class DiscordWatch(IServiceProvider services, BridgeOptions options, TimeProvider time, ILogger<DiscordWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Every, time);
        do
        {
            try
            {
                await services.GetRequiredService<DiscordReader>().CopyAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogTrouble(logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(1, LogLevel.Warning, "Discord's messages could not be copied: {Trouble}")]
    private static partial void LogTrouble(ILogger logger, string trouble);
}
