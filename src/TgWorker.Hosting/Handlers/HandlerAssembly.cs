using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TgWorker.Bots;
using TgWorker.Bots.Clients;
using TgWorker.Bots.Running;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Configuration;

namespace TgWorker.Hosting.Handlers;

/// <summary>
/// The handlers in an assembly: its <see cref="IBotModule"/>s; else its classes with route attributes; else its only
/// <see cref="IUpdateHandler"/>.
/// </summary>
internal static class HandlerAssembly
{
    /// <summary>Loads the assembly and registers its handlers.</summary>
    /// <exception cref="HandlerAssemblyException">It cannot be loaded, or there is nothing in it that handles updates.</exception>
    public static void Add(string path, IServiceCollection services, IConfiguration configuration)
    {
        var assembly = Load(path);
        services.TryAddSingleton(provider => provider.GetRequiredService<TgWorkerOptions>().Outgoing);
        services.TryAddSingleton(provider => new ConfiguredBots(provider.GetRequiredService<TgWorkerOptions>().Bots));
        try
        {
            Add(assembly, services, configuration);
        }
        catch (ReflectionTypeLoadException e)
        {
            throw Fault(path, $"cannot be used: {e.LoaderExceptions.FirstOrDefault()?.Message ?? e.Message} Give the assembly that "
                + $"'dotnet publish' made, with its dependencies in the same folder");
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or MissingMethodException or TargetInvocationException)
        {
            throw Fault(path, $"cannot be used: {e.Message.TrimEnd('.')}");
        }
    }

    private static Assembly Load(string path)
    {
        if (!File.Exists(path))
        {
            throw Fault(path, "does not exist");
        }

        try
        {
            return new HandlerLoadContext(path).LoadFromAssemblyPath(path);
        }
        catch (BadImageFormatException)
        {
            throw Fault(path, "is not a .NET assembly: give the .dll of a class library or of a program");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw Fault(path, $"cannot be loaded: {e.Message}");
        }
    }

    private static void Add(Assembly assembly, IServiceCollection services, IConfiguration configuration)
    {
        var types = assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false })
            .OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
        var routes = new UpdateRoutes();
        var modules = types.Where(type => type.IsAssignableTo(typeof(IBotModule))).ToList();
        foreach (var type in modules)
        {
            if (type.GetConstructor([]) is null)
            {
                throw new InvalidOperationException($"{type.Name} has no public constructor without parameters: a module needs one");
            }

            var module = Of(type, "its constructor", () =>
                (IBotModule)Activator.CreateInstance(type, BindingFlags.DoNotWrapExceptions, null, null, null)!);
            Of(type, nameof(IBotModule.ConfigureServices), () => Done(() => module.ConfigureServices(services, configuration)));
            Of(type, nameof(IBotModule.Map), () => Done(() => module.Map(routes)));
        }

        if (modules.Count > 0 || routes.AddAll(assembly) > 0)
        {
            RoutedServices.Add(services, routes);
            return;
        }

        var handlers = types.Where(type => type.IsAssignableTo(typeof(IUpdateHandler))).ToList();
        RoutedServices.Add(services, handlers.Count == 1 ? handlers[0] : throw new InvalidOperationException(handlers.Count == 0
            ? $"it has no {nameof(IBotModule)}, no class with a route attribute such as [Command(\"start\")], and no "
                + $"{nameof(IUpdateHandler)}"
            : $"it has several {nameof(IUpdateHandler)}s ({string.Join(", ", handlers.Select(type => type.Name))}): say with "
                + $"an {nameof(IBotModule)} which one handles which updates"));
    }

    private static bool Done(Action step)
    {
        step();
        return true;
    }

    // Whatever a module throws is told with its type and its place: there is no stack to look at.
    private static T Of<T>(Type module, string step, Func<T> run)
    {
        try
        {
            return run();
        }
#pragma warning disable CA1031 // Whatever it is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var frame = new StackTrace(e, fNeedFileInfo: true).GetFrames()
                .FirstOrDefault(frame => frame.GetMethod()?.Module.Assembly == module.Assembly);
            var place = frame?.GetFileName() is { } file ? $" ({Path.GetFileName(file)}:{frame.GetFileLineNumber()})" : "";
            throw new InvalidOperationException($"{module.Name}, {step}{place}: {e.GetType().Name}: {e.Message}", e);
        }
    }

    private static HandlerAssemblyException Fault(string path, string what) => new($"--handlers '{path}' {what}.");
}
