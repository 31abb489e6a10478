using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>Keeps in touch with one Sentinel: asks it every so often, and listens to what it says of its own accord.</summary>
internal sealed class SentinelContact : IAsyncDisposable
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskEveryUnsettled = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AskEveryDeaf = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly SentinelSettings _settings;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly CancellationTokenSource _ending = new();
    private readonly Signal _ask;
    private readonly Task _asking;
    private readonly Task _listening;
    private volatile SentinelReport? _report;
    private volatile Exception? _problem;
    private volatile bool _hears;

    /// <param name="address">The Sentinel.</param>
    /// <param name="settings">How to sign in, and which primary to ask for.</param>
    /// <param name="changed">Told after every attempt to ask, and when it says something.</param>
    /// <param name="time">The clock.</param>
    public SentinelContact(ServerAddress address, SentinelSettings settings, Action changed, TimeProvider time)
    {
        Address = address;
        _settings = settings;
        _changed = changed;
        _time = time;
        _ask = new Signal(time);
        _asking = Task.Run(AskAsync);
        _listening = Task.Run(ListenAsync);
    }

    public ServerAddress Address { get; }

    /// <summary>What it said last; null when it was never heard.</summary>
    public SentinelReport? Report => _report;

    /// <summary>Why it could not be asked the last time; null when it could.</summary>
    public Exception? Problem => _problem;

    /// <summary>Whether it was tried at least once.</summary>
    public bool IsTried => _report is not null || _problem is not null;

    /// <summary>Asks at once.</summary>
    public void Nudge() => _ask.Set();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_asking, _listening).ConfigureAwait(false);
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
                connection ??= await _settings.Sentinel.OpenAsync(Address, either.Token).ConfigureAwait(false);
                _report = await SentinelQuestions.AskAsync(connection, _settings.Address.Master, now, either.Token).ConfigureAwait(false);
                _problem = null;
            }
            catch (Exception exception) when (RespConnection.IsTrouble(exception))
            {
                _problem = exception is OperationCanceledException ? new IOException("no answer in time") : exception;
                await RespConnection.CloseAsync(connection).ConfigureAwait(false);
                connection = null;
            }

            if (!_ending.IsCancellationRequested)
            {
                _changed();
                await _ask.WaitAsync(Period(), _ending.Token).ConfigureAwait(false);
            }
        }

        await RespConnection.CloseAsync(connection).ConfigureAwait(false);
    }

    private TimeSpan Period() =>
        _report?.IsFailingOver == true ? AskEveryUnsettled : _hears || _problem is not null ? AskEvery : AskEveryDeaf;

    private async Task ListenAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                await HearAsync().ConfigureAwait(false);
            }
            catch (Exception exception) when (RespConnection.IsTrouble(exception))
            {
                _hears = false;
                await Task.Delay(AskEvery, _time, _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task HearAsync()
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _ending.Token);
        var connection = await _settings.Sentinel.OpenAsync(Address, either.Token).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await connection.SendAsync(["SUBSCRIBE", .. SentinelEvents.Channels], either.Token).ConfigureAwait(false);
            using var listening = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            while (true)
            {
                // A Sentinel that has nothing to say answers pings: silence is a broken connection.
                var hearing = connection.ReadAsync(listening.Token).AsTask();
                while (await Task.WhenAny(hearing, Task.Delay(AskEvery, _time, _ending.Token)).ConfigureAwait(false) != hearing)
                {
                    await PingAsync(connection, hearing, listening).ConfigureAwait(false);
                }

                Take(await hearing.ConfigureAwait(false));
            }
        }
    }

    private async Task PingAsync(RespConnection connection, Task<RespReply> hearing, CancellationTokenSource listening)
    {
        await connection.SendAsync(["PING"], _ending.Token).ConfigureAwait(false);
        if (await Task.WhenAny(hearing, Task.Delay(Patience, _time, _ending.Token)).ConfigureAwait(false) != hearing)
        {
            await listening.CancelAsync().ConfigureAwait(false);
        }
    }

    private void Take(RespReply reply)
    {
        if (reply.IsError)
        {
            throw new ErrorReplyException(reply.Text!);
        }

        string[] texts = [.. reply.Texts];
        if (texts is ["subscribe", ..])
        {
            // What was said before this moment was not heard.
            _hears = true;
            Nudge();
        }
        else if (texts is ["message", var channel, var message])
        {
            if (_report is { } report && SentinelEvents.IsBeginning(channel, message, _settings.Address.Master))
            {
                _report = report with { IsFailingOver = true };
                _changed();
            }

            Nudge();
        }
    }
}
