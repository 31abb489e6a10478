using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;
using TgWorker.Intake.Tests.TestSupport;

namespace TgWorker.Intake.Tests.Accepting;

public sealed class EntryLineTests : IDisposable
{
    private readonly FakeIntakeQueue _queue = new();
    private readonly IntakeGate _gate;
    private readonly EntryLine _line;

    public EntryLineTests()
    {
        _gate = new IntakeGate(_queue, 0, TimeProvider.System, new FakeLifetime(), NullLogger<IntakeGate>.Instance);
        _line = new EntryLine(_queue, _gate);
    }

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Entries_ThatComeDuringAPush_FollowTogetherInOrder()
    {
        var first = new TaskCompletionSource();
        _queue.Push = () => first.Task;
        Task[] pushes = [_line.PushAsync(Entry(1)), _line.PushAsync(Entry(2)), _line.PushAsync(Entry(3))];
        Assert.Single(_queue.Batches);
        Assert.DoesNotContain(pushes, push => push.IsCompleted);
        _queue.Push = () => Task.CompletedTask;
        first.SetResult();
        await Task.WhenAll(pushes);

        Assert.Equal([[1], [2, 3]], _queue.Batches.Select(batch => batch.Select(entry => (int)entry.Payload.Span[0]).ToArray()).ToArray());
    }

    [Fact]
    public async Task Failure_IsEverybodysWhoWaits_AndClosesTheGate()
    {
        var first = new TaskCompletionSource();
        _queue.Push = () => first.Task;
        Task[] pushes = [_line.PushAsync(Entry(1)), _line.PushAsync(Entry(2))];
        first.SetException(new QueueUnavailableException("gone"));

        foreach (var push in pushes)
        {
            await Assert.ThrowsAsync<QueueUnavailableException>(() => push);
        }

        Assert.Single(_queue.Batches);
        Assert.False(_gate.IsOpen);

        _queue.Push = () => Task.CompletedTask;
        await _line.PushAsync(Entry(3));
        Assert.Equal(2, _queue.Batches.Count);
    }

    [Fact]
    public async Task Failure_OfAnyKind_LeavesNobodyWaiting()
    {
        _queue.Push = () => throw new InvalidOperationException("a bug");
        await Assert.ThrowsAsync<QueueUnavailableException>(() => _line.PushAsync(Entry(1)));
        _queue.Push = () => Task.CompletedTask;
        await _line.PushAsync(Entry(2));
    }

    private static NewEntry Entry(byte number) => new(new[] { number }, Guid.NewGuid(), "job", DateTimeOffset.UnixEpoch);
}
