using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Clusters;

/// <summary>Keeps in touch with one node of a cluster.</summary>
internal sealed class ClusterContact : IAsyncDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskEveryUnsettled = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // No more often however many calls fail.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);

    private readonly Func<SignIn> _signIn;
    private readonly int _slot;
    private readonly Func<bool> _changed;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly Signal _ask;
    private readonly Task _asking;
    private volatile ClusterReport? _report;
    private volatile bool _isSilent;

    /// <param name="address">The node.</param>
    /// <param name="signIn">How to sign in.</param>
    /// <param name="slot">The slot in question.</param>
    /// <param name="changed">Told after every attempt to ask; says whether that settles it.</param>
    /// <param name="time">The clock.</param>
    public ClusterContact(ServerAddress address, Func<SignIn> signIn, int slot, Func<bool> changed, TimeProvider time)
    {
        Address = address;
        _signIn = signIn;
        _slot = slot;
        _changed = changed;
        _time = time;
        _ask = new Signal(time);
        _asking = Task.Run(AskAsync);
    }

    public ServerAddress Address { get; }

    /// <summary>What it said last; null when it was never heard.</summary>
    public ClusterReport? Report => _report;

    /// <summary>Whether it did not answer the last time.</summary>
    public bool IsSilent => _isSilent;

    /// <summary>Asks at once.</summary>
    public void Nudge() => _ask.Set();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _asking.ConfigureAwait(false);
        _ending.Dispose();
    }

    private async Task AskAsync()
    {
        RespConnection? connection = null;
        while (!_ending.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(Patience, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
            try
            {
                var now = _time.GetTimestamp();
                var signIn = _signIn();
                connection ??= await signIn.OpenAsync(Address, either.Token).ConfigureAwait(false);
                var reply = await connection.AskAsync(["CLUSTER", "NODES"], either.Token).ConfigureAwait(false);
                _report = reply.IsError
                    ? throw new ErrorReplyException(reply.Text!)
                    : new ClusterReport(ClusterNode.ReadAll(reply.Text ?? "", _slot, Address, signIn.Tls), now);
                _isSilent = false;
            }
            catch (Exception exception) when (RespConnection.IsTrouble(exception))
            {
                _isSilent = true;
                await RespConnection.CloseAsync(connection).ConfigureAwait(false);
                connection = null;
            }

            if (!_ending.IsCancellationRequested)
            {
                var isSettled = _changed();
                await Task.Delay(Breath, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await _ask.WaitAsync(isSettled ? AskEvery : AskEveryUnsettled, _ending.Token).ConfigureAwait(false);
            }
        }

        await RespConnection.CloseAsync(connection).ConfigureAwait(false);
    }
}
