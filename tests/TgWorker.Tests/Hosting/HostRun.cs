using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Core.Working;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Running;
using TgWorker.Hosting.Stores;

namespace TgWorker.Tests.Hosting;

/// <summary>A host as a program of your own makes it, on queues and with an engine that do nothing.</summary>
internal sealed class HostRun : ILoggerProvider, ILogger, IQueueFactory, IWorkerEngine
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _log = new();

    public HostRun(params (string Key, string? Value)[] settings)
    {
        Builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        Builder.Logging.AddProvider(this);
        Builder.Services.AddSingleton<IQueueFactory>(this).AddSingleton<IWorkerEngine>(this).AddSingleton(Result);
        Builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
    }

    public HostApplicationBuilder Builder { get; }

    public WorkerResult Result { get; } = new();

    /// <summary>The options that the worker ran with.</summary>
    public TgWorkerOptions? Options { get; private set; }

    /// <summary>Runs while the worker does, and gets the host's services.</summary>
    public Func<Task>? AtWork { get; set; }

    public IEnumerable<string> Of(LogLevel level) => _log.Where(line => line.Level == level).Select(line => line.Text);

    /// <summary>Runs the host to its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        using var host = Builder.Build();
        await host.RunAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return Result.ExitCode;
    }

    public Task<IReadOnlyList<IUpdateQueue>> OpenAsync(
        TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        Options = options;
        return Task.FromResult<IReadOnlyList<IUpdateQueue>>([]);
    }

    async Task<WorkerExit> IWorkerEngine.RunAsync(IReadOnlyList<IUpdateQueue> queues, CancellationToken stopping)
    {
        if (AtWork is not null)
        {
            await AtWork();
        }

        return WorkerExit.Empty;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _log.Enqueue((logLevel, formatter(state, exception)));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
