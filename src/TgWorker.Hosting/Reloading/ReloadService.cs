using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Logging;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Systemd;

namespace TgWorker.Hosting.Reloading;

/// <summary>
/// Reads the configuration again on SIGHUP (<c>systemctl reload</c>). The log level changes at once; what else has changed
/// is named, as it needs a restart.
/// </summary>
/// <remarks>Not on a terminal, whose end is a SIGHUP too: there it ends the worker, as anybody expects.</remarks>
internal sealed partial class ReloadService(
    TgWorkerOptions options, IReloadSource source, IEnumerable<LogLevelSwitch> levels, ServiceNotifier notifier,
    ILogger<ReloadService> logger)
    : IHostedService, IDisposable
{
    private PosixSignalRegistration? _signal;

    public static void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton<IReloadSource, HostReloadSource>();
        HostedFeature.Add<ReloadService>(services, Turn.Supervise);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (Console.IsInputRedirected)
        {
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                Reload();
            });
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signal?.Dispose();

    private void Reload()
    {
        notifier.Reloading();
        var fresh = source.Read();
        if (fresh.Problems.Count == 0)
        {
            Apply(fresh.Options);
        }
        else
        {
            foreach (var problem in fresh.Problems)
            {
                LogMistake(problem.ToString());
            }
        }

        notifier.Ready();
    }

    private void Apply(TgWorkerOptions fresh)
    {
        var restart = Changed(fresh);
        foreach (var level in levels)
        {
            level.Set(fresh.Log.Level);
        }

        LogReloaded(fresh.Log.Level);
        if (restart.Length > 0)
        {
            LogRestart(restart);
        }
    }

    // The settings that differ from what the worker was started with, the log level aside.
    private string Changed(TgWorkerOptions fresh)
    {
        var changed = SettingCatalog.All.Where(setting => setting.Path != "Log:Level" && setting.TextIn(options) != setting.TextIn(fresh))
            .Select(setting => setting.Path);
        return string.Join(", ", SameBots(fresh) ? changed : changed.Append("TelegramBots"));
    }

    private bool SameBots(TgWorkerOptions fresh) =>
        JsonSerializer.Serialize(options.Bots.OrderBy(bot => bot.Key)) == JsonSerializer.Serialize(fresh.Bots.OrderBy(bot => bot.Key));

    [LoggerMessage(550, LogLevel.Information, "Configuration reloaded; the log level is {Level}")]
    private partial void LogReloaded(LogLevel level);

    [LoggerMessage(551, LogLevel.Warning, "These changes need a restart: {Sections}")]
    private partial void LogRestart(string sections);

    [LoggerMessage(552, LogLevel.Error, "The configuration has a mistake, and nothing was changed: {Problem}")]
    private partial void LogMistake(string problem);
}
