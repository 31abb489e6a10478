using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>Makes a route of a method, or of a class that is an <see cref="IUpdateHandler"/>. A method may have several.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public abstract class RouteAttribute : Attribute
{
    private protected RouteAttribute()
    {
    }

    /// <summary>The chat's step in which the route is asked; null asks it in every step.</summary>
    public string? Step { get; set; }

    /// <summary>The user's step in the chat in which the route is asked; null asks it in every step.</summary>
    public string? UserStep { get; set; }

    /// <summary>The bot whose updates the route takes; null is every bot.</summary>
    public string? Bot { get; set; }

    /// <summary>The oldest age in seconds that the handler still runs for; 0 is no limit.</summary>
    public double MaxAgeSeconds { get; set; }

    internal abstract Route AddTo(UpdateRoutes routes, HandlerSource handler);
}
