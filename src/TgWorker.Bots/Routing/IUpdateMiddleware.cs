using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Something that stands around handlers: measures, checks, answers in their place.</summary>
public interface IUpdateMiddleware
{
    /// <summary>Handles the update, usually by calling <paramref name="inner"/>; not calling it ends the way here.</summary>
    ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate inner, CancellationToken cancellationToken);
}
