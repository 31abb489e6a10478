using System.Reflection;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Adds routes from classes with route attributes, on the class or on its methods.</summary>
public static class HandlerClasses
{
    /// <summary>
    /// Adds the routes of a class, in the order of its methods in the source. Instances come from the update's services; a host
    /// registers the class as scoped when nobody else has.
    /// </summary>
    public static UpdateRoutes Add<THandlers>(this UpdateRoutes routes)
        where THandlers : class => routes.Add(typeof(THandlers));

    /// <inheritdoc cref="Add{THandlers}"/>
    public static UpdateRoutes Add(this UpdateRoutes routes, Type type)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(type);
        if (type.IsAbstract || type.ContainsGenericParameters)
        {
            routes.Register.Faults.Add(
                $"Add<{TypeName.Of(type)}>(): {TypeName.Of(type)} is {(type.IsAbstract ? "abstract or static" : "generic")}, so no "
                    + $"instance can be made: add a class that is not");
            return routes;
        }

        var added = AddClass(routes, type) + Methods(type)
            .Sum(method => Add(routes, method, HandlerSource.Of(type, method), $"{type.Name}.{method.Name}"));
        if (added == 0)
        {
            routes.Register.Faults.Add(
                $"Add<{TypeName.Of(type)}>(): {TypeName.Of(type)} has no routes: put [Command(\"…\")] or another route "
                    + $"attribute on a method");
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

        if (!type.IsAssignableTo(typeof(IUpdateHandler)))
        {
            routes.Register.Faults.Add(
                $"Add<{TypeName.Of(type)}>(): {TypeName.Of(type)} has a route attribute but is not an IUpdateHandler: put the attribute on "
                    + $"a method, or implement it");
            return 1;
        }

        // The class's own method, whose place in the source is known; an interface's has none.
        var method = type.GetInterfaceMap(typeof(IUpdateHandler)).TargetMethods.Single();
        return Add(routes, type, HandlerSource.Of(type, method), type.Name);
    }

    private static int Add(UpdateRoutes routes, MemberInfo member, HandlerSource handler, string name)
    {
        var attributes = member.GetCustomAttributes<RouteAttribute>().ToList();
        foreach (var attribute in attributes)
        {
            var route = attribute.AddTo(routes, handler);
            _ = attribute.Step is { } step ? route.InStep(step) : route;
            _ = attribute.UserStep is { } userStep ? route.InUserStep(userStep) : route;
            _ = attribute.Bot is { } bot ? route.ForBot(bot) : route;
            _ = attribute.MaxAgeSeconds != 0 ? route.MaxAge(TimeSpan.FromSeconds(attribute.MaxAgeSeconds)) : route;
            _ = attribute.Name is { } own ? route.Named(own) : route;
            route.Written = $"{attribute.Write()} {name}";
            route.DefaultName = attributes.Count == 1 ? name : $"{name} {attribute.Write()}";
        }

        return attributes.Count;
    }
}
