using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Intake.Polling;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>A host that polls.</summary>
internal sealed class PollerHost : IAsyncDisposable
{
    private readonly IHost _host;

    private PollerHost(IHost host, RecordedLog log) => (_host, Log) = (host, log);

    public RecordedLog Log { get; }

    public PollerStatus Status => _host.Services.GetRequiredService<PollerStatus>();

    public PollKeeper Keeper => _host.Services.GetRequiredService<PollKeeper>();

    public static async Task<PollerHost> StartAsync(IIntakeQueue queue, Action<PollerOptions> configure)
    {
        var log = new RecordedLog();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton(queue);
        builder.Services.AddTgWorkerPoller(configure);
        var host = new PollerHost(builder.Build(), log);
        await host._host.StartAsync();
        return host;
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    /// <summary>What was logged.</summary>
    internal sealed class RecordedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{logLevel} {eventId.Id}: {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
