namespace TgWorker.Bots.Routing;

/// <summary>What is known of the services before the first update.</summary>
internal interface IServiceFacts
{
    /// <summary>Whether a type is a registered service.</summary>
    bool IsService(Type type);

    /// <summary>
    /// Why a registered service cannot be made, such as a missing one that its constructor needs; null when nothing is known against it.
    /// </summary>
    string? Fault(Type type);
}
