using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Wraps handlers: to measure, to check, or to answer in their place.</summary>
public interface IUpdateMiddleware
{
    /// <summary>Handles the update, usually by calling <paramref name="inner"/>. Without that call, the update goes no further.</summary>
    ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate inner, CancellationToken cancellationToken);
}
