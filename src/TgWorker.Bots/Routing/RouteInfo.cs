using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>A route in <see cref="UpdateRoutes.List"/>, for people and tools.</summary>
/// <param name="Name">Its name in logs, errors, and the test kit.</param>
/// <param name="Written">The route as it was written, its groups' conditions in front.</param>
/// <param name="Kinds">The kinds of update it takes.</param>
/// <param name="Handler">The handler's class and method; null for a lambda.</param>
/// <param name="Place">The handler's place in the source, such as <c>Program.cs:12</c>; null without symbols.</param>
public sealed record RouteInfo(string Name, string Written, IReadOnlyList<UpdateKind> Kinds, string? Handler, string? Place);
