using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Makes a method a route, or a class that is an <see cref="IUpdateHandler"/>. A method can have several routes.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public abstract class RouteAttribute : Attribute
{
    private protected RouteAttribute(params object?[] arguments) => Arguments = arguments;

    /// <summary>The route's name. Default null, for the method's, such as <c>Survey.Begin</c>.</summary>
    public string? Name { get; set; }

    /// <summary>The step of the chat in which the route is tried. Default null, for every step.</summary>
    public string? Step { get; set; }

    /// <summary>The step of the user in the chat in which the route is tried. Default null, for every step.</summary>
    public string? UserStep { get; set; }

    /// <summary>The bot whose updates the route handles. Default null, for every bot.</summary>
    public string? Bot { get; set; }

    /// <summary>The greatest age of an update in seconds for which the handler still runs. Default 0, for no limit.</summary>
    public double MaxAgeSeconds { get; set; }

    private object?[] Arguments { get; }

    /// <summary>Adds the route; what is wrong with it is reported at the start.</summary>
    internal abstract Route AddTo(UpdateRoutes routes, HandlerSource handler);

    /// <summary>The attribute as it was written.</summary>
    internal string Write()
    {
        var name = TypeName.Of(GetType()).Replace(nameof(Attribute), "", StringComparison.Ordinal);
        string[] settings =
        [
            .. Arguments.Where(argument => argument is not null).Select(Writing.Literal),
            .. Property(nameof(Step), Step), .. Property(nameof(UserStep), UserStep), .. Property(nameof(Bot), Bot),
            .. Property(nameof(MaxAgeSeconds), MaxAgeSeconds == 0 ? null : MaxAgeSeconds),
        ];
        return settings.Length == 0 ? $"[{name}]" : $"[{name}({string.Join(", ", settings)})]";
    }

    private static string[] Property(string name, object? value) => value is null ? [] : [$"{name} = {Writing.Literal(value)}"];
}
