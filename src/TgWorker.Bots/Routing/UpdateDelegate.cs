using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Handles an update: a handler, or whatever stands before it.</summary>
public delegate ValueTask<UpdateOutcome> UpdateDelegate(UpdateContext context, CancellationToken cancellationToken);
