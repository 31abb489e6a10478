namespace TgWorker.Bots.Routing;

/// <summary>A handler, ready to run.</summary>
/// <param name="Handle">Runs it.</param>
/// <param name="Checks">What must hold of the captured values; else the route does not match.</param>
internal sealed record CompiledHandler(UpdateDelegate Handle, IReadOnlyList<Func<RouteValues, bool>> Checks);
