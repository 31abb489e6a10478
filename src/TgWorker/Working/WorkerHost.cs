using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Cli;
using TgWorker.Globalization;
using TgWorker.Handlers;
using TgWorker.Hosting;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Reloading;
using TgWorker.Hosting.Running;
using TgWorker.Hosting.Systemd;

namespace TgWorker.Working;

/// <summary>The executable's host: the features that every host can have, and handlers that the configuration names.</summary>
internal static class WorkerHost
{
    /// <summary>Runs until the worker ends or the process is told to.</summary>
    /// <param name="loaded">The options, without mistakes.</param>
    /// <param name="reload">Reads them again.</param>
    /// <param name="context">What surrounds the run.</param>
    /// <param name="add">Adds what the host has beside the worker.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="HandlerAssemblyException">The handlers cannot be loaded.</exception>
    public static async Task<int> RunAsync(
        LoadedOptions loaded, IReloadSource reload, CommandContext context, Action<HostApplicationBuilder> add,
        CancellationToken cancellationToken)
    {
        var builder = Create(loaded, reload, context);
        AddHandler(builder, loaded.Options, context);
        AddFeatures(builder, loaded.Options);
        add(builder);
        builder.AddTgWorkerNotifications();
        builder.AddTgWorkerDashboard();

        using var host = builder.Build();
        var problems = host.Services.GetRequiredService<IStartCheck>().Problems;
        foreach (var problem in problems)
        {
            await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(problem));
        }

        if (problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        if (loaded.Options.Handler == HandlerKind.Assembly && Cultures.IsMissing)
        {
            var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("TgWorker.Globalization");
            CultureLog.WarnOfNone(logger, Cultures.Asked);
        }

        // From before the run, which disposes the services.
        var result = host.Services.GetRequiredService<WorkerResult>();
        await host.RunAsync(cancellationToken);
        return result.ExitCode;
    }

    // The empty builder: the options were read already, by our own rules.
    internal static HostApplicationBuilder Create(LoadedOptions loaded, IReloadSource reload, CommandContext context)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "tgworker" });

        // Modules and OpenTelemetry find settings of their own there; those of the worker are in the options.
        builder.Configuration.AddConfiguration(loaded.Configuration);
        builder.Services.Configure<ConsoleLifetimeOptions>(lifetime => lifetime.SuppressStatusMessages = true);
        builder.Services.AddSingleton(loaded);
        builder.Services.AddSingleton(reload);
        builder.Services.AddSingleton(context.Time);
        builder.Services.AddSingleton(context.Queues);
        builder.Services.AddSingleton(new WorkerResult());
        builder.Services.AddSingleton(_ => ServiceNotifier.FromEnvironment(name => context.Variables.GetValueOrDefault(name)));
        context.AddEngine(builder.Services);
        return builder;
    }

    /// <summary>Adds what each of the executable's hosts has, whatever it runs.</summary>
    internal static void AddFeatures(HostApplicationBuilder builder, TgWorkerOptions options)
    {
        builder.AddTgWorkerLogging();
        builder.AddTgWorkerSystemd();
        builder.AddTgWorkerHealth();
        builder.AddTgWorkerOtlp();
        if (options.Health.Metrics)
        {
            builder.AddTgWorkerPrometheus();
        }
    }

    private static void AddHandler(HostApplicationBuilder builder, TgWorkerOptions options, CommandContext context)
    {
        switch (options.Handler)
        {
            case HandlerKind.Assembly:
                WorkerServices.AddTo(builder);
                HandlerAssembly.Add(Path.Combine(context.WorkingDirectory, options.HandlerFile!), builder.Services, builder.Configuration);
                break;
            case HandlerKind.Forward:
                builder.AddTgWorkerForwarding();
                break;
            default:
                WorkerServices.AddTo(builder);
                BuiltInHandlers.Add(builder.Services, options.Handler);
                break;
        }
    }
}
