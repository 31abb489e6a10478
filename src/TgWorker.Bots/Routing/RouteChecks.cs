namespace TgWorker.Bots.Routing;

/// <summary>What cannot work whatever the handlers are.</summary>
internal static class RouteChecks
{
    public static void Check(UpdateRoutes root, IServiceFacts? services, RouteProblems problems)
    {
        var register = root.Register;
        if (register.Routes.Count == 0 && register.Fallback is null && register.Faults.Count == 0)
        {
            problems.AddLine("The bot has no routes, so every update would be dropped unhandled: add one, such as "
                + "updates.OnText((Message message, ITelegramBotClient bot) => …).");
        }

        register.Faults.ForEach(fault => problems.AddLine(fault + "."));
        foreach (var name in RouteNames.Twice(register.Routes))
        {
            problems.AddLine($"Named(\"{name}\"): two routes have that name: give each its own.");
        }

        foreach (var (group, route) in register.Routes)
        {
            CheckRoute(group, route, register.UsesState, problems);
        }

        foreach (var type in register.Middleware.Distinct())
        {
            var name = TypeName.Of(type);
            if (services?.IsService(type) == false)
            {
                problems.AddLine($"Use<{name}>(): {name} is not a registered service: register it, such as services.AddScoped<{name}>().");
            }
            else if (services?.Fault(type) is { } fault)
            {
                problems.AddLine($"Use<{name}>() cannot work, as {fault}.");
            }
        }
    }

    private static void CheckRoute(UpdateRoutes group, Route route, bool usesState, RouteProblems problems)
    {
        foreach (var fault in group.Lineage.SelectMany(ancestor => ancestor.Faults).Concat(route.Faults))
        {
            problems.Add(route, fault);
        }

        if (!usesState && (route.AsksForState || group.Lineage.Any(ancestor => ancestor.AsksForState)))
        {
            problems.Add(route, "depends on a step of the conversation, but nothing reads the state: call UseState() on the routes first");
        }
    }
}
