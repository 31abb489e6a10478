using TgWorker.Core.Handling;

namespace TgWorker.Measuring.Latency;

/// <summary>Takes every update for handled, and notes when it came while a recording is on.</summary>
internal sealed class LatencyHandler : IUpdateHandler
{
    private volatile LatencyRecording? _recording;

    /// <summary>What is recorded now; null is nothing.</summary>
    public LatencyRecording? Recording
    {
        get => _recording;
        set => _recording = value;
    }

    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        if (_recording is { } recording && context.UpdateId is { } id)
        {
            recording.Handling(id);
        }

        return ValueTask.FromResult(UpdateOutcome.Handled);
    }
}
