using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>What fills a handler's parameters of a type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Get">Takes the value from the attempt.</param>
internal sealed record ParameterSource(Type Type, Func<UpdateContext, object?> Get);
