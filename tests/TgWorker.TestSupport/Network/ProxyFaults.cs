namespace TgWorker.TestSupport.Network;

/// <summary>What is wrong with the network right now.</summary>
internal sealed class ProxyFaults
{
    private volatile TaskCompletionSource? frozen;
    private volatile string? loseAnswerTo;
    private volatile bool dropAnswers;
    private long delay;

    public bool DropAnswers
    {
        get => dropAnswers;
        set => dropAnswers = value;
    }

    public string? LoseAnswerTo
    {
        set => loseAnswerTo = value;
    }

    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref delay));
        set => Interlocked.Exchange(ref delay, value.Ticks);
    }

    public void Freeze() => frozen ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw() => Interlocked.Exchange(ref frozen, null)?.TrySetResult();

    /// <summary>Returns when the network lets data pass.</summary>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        if (Delay is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, cancellationToken);
        }

        while (frozen is { } freeze)
        {
            await freeze.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Whether this is the request whose answer is to be lost; true once.</summary>
    public bool TakesAnswerOf(ReadOnlySpan<byte> request)
        => loseAnswerTo is { } text
            && request.IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0
            && Interlocked.CompareExchange(ref loseAnswerTo, null, text) == text;
}
