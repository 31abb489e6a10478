using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.Receiving;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Receiving;

public sealed class ReceiverLifetimeTests : IAsyncLifetime, IDisposable
{
    private readonly FakeTime _time = new();
    private readonly ReceiverOptions _options =
        new() { DrainDelay = TimeSpan.FromSeconds(10), Grace = TimeSpan.FromSeconds(5), AnyBot = true };
    private readonly IntakeGate _gate;
    private readonly ReceiverState _state;
    private readonly ReceiverLifetime _lifetime;

    public ReceiverLifetimeTests()
    {
        _gate = new IntakeGate(new FakeIntakeQueue(), 0, TimeProvider.System, new FakeLifetime(), NullLogger<IntakeGate>.Instance);
        _state = new ReceiverState(_gate);
        _lifetime = new ReceiverLifetime(
            new BotDirectory(_options), _state, Options.Create(_options), _time, NullLogger<ReceiverLifetime>.Instance);
    }

    public async Task InitializeAsync()
    {
        await _gate.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _gate.IsOpen);
    }

    public Task DisposeAsync() => _gate.StopAsync(CancellationToken.None);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void BeforeItBegins_NothingIsTaken()
    {
        Assert.Equal("the receiver is starting", _state.Refusal);
        _lifetime.Begin(["http://127.0.0.1:9070"]);
        Assert.Null(_state.Refusal ?? _state.NotReady);
    }

    [Fact]
    public async Task Drain_TellsBalancersFirst_ThenSenders_ThenWaitsForWhatRuns()
    {
        _lifetime.Begin([]);
        _state.Enter();
        var draining = _lifetime.DrainAsync(CancellationToken.None);
        Assert.Equal(("the receiver is stopping", null), (_state.NotReady, _state.Refusal));

        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Null(_state.Refusal);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await Eventually.TrueAsync(() => _state.Refusal == "the receiver is stopping");
        Assert.False(draining.IsCompleted);

        _state.Exit();
        await PassAsync(draining);
    }

    [Fact]
    public async Task Drain_WaitsForWhatRunsNoLongerThanTheGrace()
    {
        _lifetime.Begin([]);
        _state.Enter();
        var began = _time.GetTimestamp();
        var draining = _lifetime.DrainAsync(CancellationToken.None);
        await PassAsync(draining);
        Assert.InRange(_time.GetElapsedTime(began), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15.1));
    }

    [Fact]
    public async Task Drain_WithoutMoreTime_EndsAtOnce()
    {
        _lifetime.Begin([]);
        _state.Enter();
        await Eventually.DoneAsync(_lifetime.DrainAsync(new CancellationToken(canceled: true)));
        Assert.Equal("the receiver is stopping", _state.Refusal);
    }

    private Task PassAsync(Task task) => Eventually.TrueAsync(() =>
    {
        if (!task.IsCompleted && _time.UntilNextTimer is { } next)
        {
            _time.Advance(next);
        }

        return task.IsCompleted;
    });
}
