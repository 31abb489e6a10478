using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;

namespace TgWorker.Cli;

/// <summary>The services of an assembly with handlers, for commands that only look at its routes.</summary>
internal static class HandlerServices
{
    /// <summary>Loads the assembly.</summary>
    /// <exception cref="HandlerAssemblyException">It cannot be loaded.</exception>
    public static ServiceProvider Build(string path, TgWorkerOptions options, CommandContext context)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(context.Variables.Select(variable =>
            KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value)));
        var services = new ServiceCollection().AddLogging().AddSingleton(options).AddSingleton(context.Time)
            .AddSingleton<IConfiguration>(configuration);
        HandlerAssembly.Add(Path.Combine(context.WorkingDirectory, path), services, configuration);
        return services.BuildServiceProvider();
    }
}
