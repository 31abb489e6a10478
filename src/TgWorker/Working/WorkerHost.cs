using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TgWorker.Cli;
using TgWorker.Core.Handling;
using TgWorker.Core.Health;
using TgWorker.Handlers;
using TgWorker.Health;
using TgWorker.Hosting;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;
using TgWorker.Hosting.Running;
using TgWorker.Notifying;
using TgWorker.Reloading;
using TgWorker.Systemd;
using TgWorker.Telemetry;
using TgWorker.Watching;

namespace TgWorker.Working;

/// <summary>The process around the worker: log, signals, exit code.</summary>
internal static class WorkerHost
{
    // A turn of a worker's loop makes a few calls to Redis at the most.
    private const int CallsPerTurn = 4;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    /// <summary>Runs until the worker ends or the process is told to.</summary>
    /// <param name="options">The options.</param>
    /// <param name="reread">Reads them anew; null when they have mistakes.</param>
    /// <param name="context">What surrounds the run.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="HandlerAssemblyException">The handlers cannot be loaded.</exception>
    public static async Task<int> RunAsync(
        TgWorkerOptions options, Func<TgWorkerOptions?> reread, CommandContext context, CancellationToken cancellationToken)
    {
        var problems = new List<ConfigurationProblem>();
        var signals = OtlpSignals.Read(context.Variables, problems);
        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync($"tgworker: {problem}");
        }

        if (problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        var result = new WorkerResult();

        // The empty builder: the options were read already, by our own rules.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        WorkerLogging.Configure(builder.Logging, options.Log, context.Variables);
        OtlpExport.Add(builder, signals, context.Variables);
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Worker.Grace + TgWorkerHost.AfterGrace);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(context.Time);
        builder.Services.AddSingleton(context.Queues);
        builder.Services.AddSingleton(result);
        if (options.Handler == HandlerKind.Assembly)
        {
            // Handlers read settings of their own from the environment; those of the worker are in the options.
            builder.Configuration.AddInMemoryCollection(context.Variables.Select(variable =>
                KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value)));
            HandlerAssembly.Add(Path.Combine(context.WorkingDirectory, options.HandlerAssembly!), builder.Services, builder.Configuration);
        }
        else
        {
            builder.Services.AddSingleton(services => HandlerFactory.Create(services, options));
        }

        builder.Services.AddSingleton(_ => new WorkerPulse(context.Time) { LongestSilence = LongestSilence + (CallsPerTurn * options.Redis.CommandTimeout) });
        builder.Services.AddSingleton(options.Notify);
        builder.Services.AddSingleton<Notifier>();
        builder.Services.AddSingleton<IWorkerCompanion, QueueWatch>();
        context.AddEngine(builder.Services);
        builder.Services.AddSingleton(_ => ServiceNotifier.FromEnvironment(name => context.Variables.GetValueOrDefault(name)));
        builder.Services.AddHostedService<SupervisorService>();
        builder.Services.AddSingleton(reread);
        builder.Services.AddHostedService<ReloadService>();
        if (options.Health.Port > 0)
        {
            builder.Services.AddSingleton(options.Health);
            builder.Services.AddHostedService<HealthServer>();
        }

        builder.Services.AddHostedService<WorkerService>();
        using var host = builder.Build();
        CheckHandlers(host.Services, options);
        await host.RunAsync(cancellationToken);
        return result.ExitCode;
    }

    // Routes are checked when they are built: better now than as a crash of the host.
    private static void CheckHandlers(IServiceProvider services, TgWorkerOptions options)
    {
        try
        {
            services.GetRequiredService<IUpdateHandler>();
        }
        catch (InvalidOperationException e) when (options.Handler == HandlerKind.Assembly)
        {
            throw new HandlerAssemblyException($"--handlers '{options.HandlerAssembly}' cannot be used: {e.Message}");
        }
    }
}
