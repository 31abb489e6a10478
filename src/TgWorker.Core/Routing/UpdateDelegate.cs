using TgWorker.Handling;

namespace TgWorker.Routing;

/// <summary>Handles an update: a handler, or whatever stands before it.</summary>
public delegate ValueTask<UpdateOutcome> UpdateDelegate(UpdateContext context, CancellationToken cancellationToken);
