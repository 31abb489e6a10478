namespace TgWorker.TestSupport.Network;

/// <summary>What is wrong with the network right now.</summary>
internal sealed class ProxyFaults
{
    private volatile TaskCompletionSource? _frozen;
    private volatile string? _loseAnswerTo;
    private volatile bool _dropAnswers;
    private long _delay;

    public bool DropAnswers
    {
        get => _dropAnswers;
        set => _dropAnswers = value;
    }

    public string? LoseAnswerTo
    {
        set => _loseAnswerTo = value;
    }

    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delay));
        set => Interlocked.Exchange(ref _delay, value.Ticks);
    }

    public void Freeze() => _frozen ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw() => Interlocked.Exchange(ref _frozen, null)?.TrySetResult();

    /// <summary>Returns when the network lets data pass.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        if (Delay is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, cancellationToken);
        }

        while (_frozen is { } freeze)
        {
            await freeze.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Whether this is the request whose answer is to be lost; true once.</summary>
    public bool TakesAnswerOf(ReadOnlySpan<byte> request)
        => _loseAnswerTo is { } text
            && request.IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0
            && Interlocked.CompareExchange(ref _loseAnswerTo, null, text) == text;
}
