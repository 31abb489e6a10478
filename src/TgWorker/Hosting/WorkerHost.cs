using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TgWorker.Cli;
using TgWorker.Configuration;
using TgWorker.Handlers;
using TgWorker.Systemd;

namespace TgWorker.Hosting;

/// <summary>The process around the worker: log, signals, exit code.</summary>
internal static class WorkerHost
{
    // After the grace period the engine cancels its handlers and gives its lanes back, for which Redis may need a moment.
    private static readonly TimeSpan AfterGrace = TimeSpan.FromSeconds(10);

    /// <summary>Runs until the worker ends or the process is told to.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(TgWorkerOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var result = new WorkerResult();

        // The empty builder: the options were read already, by our own rules.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        WorkerLogging.Configure(builder.Logging, options.Log);
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Worker.Grace + AfterGrace);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(context.Time);
        builder.Services.AddSingleton(context.Queues);
        builder.Services.AddSingleton(result);
        builder.Services.AddSingleton(services => HandlerFactory.Create(services, options));
        context.AddEngine(builder.Services);
        builder.Services.AddSingleton(_ => ServiceNotifier.FromEnvironment(name => context.Variables.GetValueOrDefault(name)));
        builder.Services.AddHostedService<SupervisorService>();
        builder.Services.AddHostedService<WorkerService>();
        await builder.Build().RunAsync(cancellationToken);
        return result.ExitCode;
    }
}
