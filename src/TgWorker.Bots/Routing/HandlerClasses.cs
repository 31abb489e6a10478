using System.Reflection;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>Routes from classes whose methods, or which themselves, carry route attributes.</summary>
public static class HandlerClasses
{
    /// <summary>
    /// Adds the routes of a class, in the order of its methods in the source. Instances come from the update's services; a host
    /// registers the class as scoped when nobody else has.
    /// </summary>
    /// <exception cref="InvalidOperationException">The class has no route, or one on a method that cannot be called.</exception>
    public static UpdateRoutes Add<THandlers>(this UpdateRoutes routes)
        where THandlers : class => routes.Add(typeof(THandlers));

    /// <inheritdoc cref="Add{THandlers}"/>
    public static UpdateRoutes Add(this UpdateRoutes routes, Type type)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(type);
        var added = AddClass(routes, type) + Methods(type).Sum(method => Add(routes, method, HandlerSource.Of(type, method)));
        if (added == 0)
        {
            throw new InvalidOperationException($"{type.Name} has no routes: put [Command(\"…\")] or another route attribute on a public method.");
        }

        routes.Register.AddClass(type);
        return routes;
    }

    /// <summary>Adds every class of an assembly that has routes, by their full names.</summary>
    /// <returns>How many there were.</returns>
    public static int AddAll(this UpdateRoutes routes, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        var types = assembly.GetTypes().Where(HasRoutes).OrderBy(type => type.FullName, StringComparer.Ordinal).ToList();
        types.ForEach(type => routes.Add(type));
        return types.Count;
    }

    private static bool HasRoutes(Type type) => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && (type.IsDefined(typeof(RouteAttribute)) || Methods(type).Any());

    private static IEnumerable<MethodInfo> Methods(Type type) => type
        .GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(method => method.IsDefined(typeof(RouteAttribute)))
        .OrderBy(method => method.MetadataToken);

    private static int AddClass(UpdateRoutes routes, Type type)
    {
        if (!type.IsDefined(typeof(RouteAttribute)))
        {
            return 0;
        }

        var method = type.IsAssignableTo(typeof(IUpdateHandler))
            ? typeof(IUpdateHandler).GetMethod(nameof(IUpdateHandler.HandleAsync))!
            : throw new InvalidOperationException($"{type.Name} has a route attribute and is no {nameof(IUpdateHandler)}: put the attribute on a method, or implement it.");
        return Add(routes, type, HandlerSource.Of(type, method));
    }

    private static int Add(UpdateRoutes routes, MemberInfo member, HandlerSource handler)
    {
        var attributes = member.GetCustomAttributes<RouteAttribute>().ToList();
        foreach (var attribute in attributes)
        {
            var route = attribute.AddTo(routes, handler);
            _ = attribute.Step is { } step ? route.InStep(step) : route;
            _ = attribute.UserStep is { } userStep ? route.InUserStep(userStep) : route;
            _ = attribute.Bot is { } bot ? route.ForBot(bot) : route;
            _ = attribute.MaxAgeSeconds > 0 ? route.MaxAge(TimeSpan.FromSeconds(attribute.MaxAgeSeconds)) : route;
        }

        return attributes.Count;
    }
}
