using TgWorker.Core.Handling;

namespace TgWorker.Core.Tests.Working;

/// <summary>A handler that does what a test says.</summary>
internal sealed class ScriptedHandler(Func<UpdateContext, CancellationToken, ValueTask<UpdateOutcome>> handle) : IUpdateHandler
{
    private int _calls;

    public ScriptedHandler(Func<UpdateContext, UpdateOutcome> handle)
        : this((context, _) => new(handle(context)))
    {
    }

    /// <summary>How often it was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        return handle(context, cancellationToken);
    }
}
