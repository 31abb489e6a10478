using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TgWorker.Cli;
using TgWorker.Configuration;
using TgWorker.Handlers;
using TgWorker.Handling;
using TgWorker.Systemd;

namespace TgWorker.Hosting;

/// <summary>The process around the worker: log, signals, exit code.</summary>
internal static class WorkerHost
{
    /// <summary>Runs until the worker ends or the process is told to.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="HandlerAssemblyException">The handlers cannot be loaded.</exception>
    public static async Task<int> RunAsync(TgWorkerOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var result = new WorkerResult();

        // The empty builder: the options were read already, by our own rules.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        WorkerLogging.Configure(builder.Logging, options.Log);
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

        context.AddEngine(builder.Services);
        builder.Services.AddSingleton(_ => ServiceNotifier.FromEnvironment(name => context.Variables.GetValueOrDefault(name)));
        builder.Services.AddHostedService<SupervisorService>();
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
