using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TgWorker.Cli;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Reloading;

namespace TgWorker.Working;

/// <summary>The executable's host without a worker: for what brings updates in, and for the dashboard.</summary>
internal static class IntakeHost
{
    /// <summary>Runs until the process is told to stop, or can never work.</summary>
    /// <param name="loaded">The options, without mistakes.</param>
    /// <param name="reload">Reads them again.</param>
    /// <param name="context">What surrounds the run.</param>
    /// <param name="add">Adds receiver, poller or dashboard.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        LoadedOptions loaded, IReloadSource reload, CommandContext context, Action<HostApplicationBuilder> add,
        CancellationToken cancellationToken)
    {
        var builder = WorkerHost.Create(loaded, reload, context);
        add(builder);
        WorkerHost.AddFeatures(builder, loaded.Options);

        using var host = builder.Build();
        var result = host.Services.GetRequiredService<WorkerResult>();
        await host.RunAsync(cancellationToken);
        return result.ExitCode;
    }
}
