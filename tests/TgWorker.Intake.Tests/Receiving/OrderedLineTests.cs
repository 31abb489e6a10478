using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.Receiving;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Receiving;

public sealed class OrderedLineTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(150);

    private readonly FakeTime _time = new();
    private readonly FakeIntakeQueue _queue = new();
    private readonly IntakeGate _gate;

    public OrderedLineTests() => _gate = new IntakeGate(_queue, 0, _time, new FakeLifetime(), NullLogger<IntakeGate>.Instance);

    private int[] Pushed => [.. _queue.Batches.SelectMany(batch => batch).Select(entry => (int)entry.Payload.Span[0])];

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Updates_ThatOvertook_WaitForTheOneBeforeThem()
    {
        var line = Line(Window);
        await FirstAsync(line, 10);
        Task[] pushes = [Push(line, 12), Push(line, 13)];
        Assert.Equal([10], Pushed);
        await Push(line, 11);
        await Task.WhenAll(pushes);
        Assert.Equal([10, 11, 12, 13], Pushed);
    }

    [Fact]
    public async Task Gap_ThatStays_IsWaitedForNoLongerThanTheWindow()
    {
        var line = Line(Window);
        await FirstAsync(line, 10);
        var late = Push(line, 12);
        _time.Advance(Window - TimeSpan.FromMilliseconds(1));
        Assert.Equal([10], Pushed);
        _time.Advance(TimeSpan.FromMilliseconds(2));
        await late;
        await Push(line, 13);
        await Push(line, 11);
        Assert.Equal([10, 12, 13, 11], Pushed);
    }

    [Fact]
    public async Task FirstUpdates_InAnyOrder_AreSortedWithinTheWindow()
    {
        var line = Line(Window);
        Task[] pushes = [Push(line, 12), Push(line, 10), Push(line, 11)];
        _time.Advance(Window);
        await Task.WhenAll(pushes);
        Assert.Equal([10, 11, 12], Pushed);
    }

    [Fact]
    public async Task OtherBots_DoNotWait()
    {
        var line = Line(Window);
        await FirstAsync(line, 10);
        _ = Push(line, 12);
        var other = Push(line, 99, "other");
        _time.Advance(Window);
        await other;
    }

    [Fact]
    public async Task SentAgain_IsPushedAtOnce()
    {
        var line = Line(Window);
        await FirstAsync(line, 10);
        await Push(line, 10);
        Assert.Equal([10, 10], Pushed);
    }

    [Fact]
    public async Task Refusal_ReachesWhoWaited()
    {
        var line = Line(Window);
        await FirstAsync(line, 10);
        _queue.Push = () => throw new QueueUnavailableException("gone");
        var push = Push(line, 12);
        _time.Advance(Window);
        await Assert.ThrowsAsync<QueueUnavailableException>(() => push);
    }

    [Fact]
    public async Task WithoutAWindow_NothingWaits()
    {
        var line = Line(TimeSpan.Zero);
        Assert.False(line.NeedsIds);
        await Push(line, 12);
        await Push(line, 10);
        Assert.Equal([12, 10], Pushed);
    }

    private async Task FirstAsync(OrderedLine line, int id)
    {
        var first = Push(line, id);
        _time.Advance(Window);
        await Eventually.DoneAsync(first);
    }

    private OrderedLine Line(TimeSpan window) => new(new EntryLine(_queue, _gate), window, _time);

    private static Task Push(OrderedLine line, int id, string bot = "main") =>
        line.PushAsync(bot, id, new NewEntry(new[] { (byte)id }, Guid.NewGuid(), "job", DateTimeOffset.UnixEpoch));
}
