using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Demo;
using TgWorker.TestSupport.Time;

namespace TgWorker.Tests.Demo;

public sealed class DemoHandlerTests
{
    private readonly FakeTime _time = new();
    private readonly IReadOnlyList<DemoChat> _chats =
    [
        new(1, "N", ChatKind.Normal), new(2, "F", ChatKind.Flaky), new(3, "P", ChatKind.Poison),
    ];

    private readonly DemoHandler _handler;

    public DemoHandlerTests() => _handler = new DemoHandler(_chats, _time);

    [Fact]
    public async Task Handle_NormalChat_HandlesAll()
    {
        for (var number = 1; number <= 12; number++)
        {
            Assert.Equal(OutcomeKind.Handled, await HandleAsync(_chats[0], number, attempt: 1));
        }

        Assert.Equal((12, 0, 0), (_handler.Handled, _handler.Retries, _handler.Violations));
        Assert.Equal([8, 9, 10, 11, 12], _handler.JournalOf(_chats[0]).Latest.Select(result => result.Number));
    }

    [Fact]
    public async Task Handle_FlakyChat_FailsOnceAndIsMarkedAsRetried()
    {
        await HandleAsync(_chats[1], 1, attempt: 1);

        Assert.Equal(OutcomeKind.Retry, await HandleAsync(_chats[1], 2, attempt: 1));
        Assert.Equal(OutcomeKind.Handled, await HandleAsync(_chats[1], 2, attempt: 2));

        Assert.Equal((2, 1, 0), (_handler.Handled, _handler.Retries, _handler.Violations));
        Assert.Equal(new ChatResult(2, 2, Handled: true), _handler.JournalOf(_chats[1]).Latest[^1]);
    }

    [Fact]
    public async Task Handle_PoisonChat_IsGivenUpAfterTheLastTryAndTheNextMayCome()
    {
        await HandleAsync(_chats[2], 1, attempt: 1);
        await HandleAsync(_chats[2], 2, attempt: 1);
        for (var attempt = 1; attempt <= DemoOptions.Tries; attempt++)
        {
            Assert.Equal(OutcomeKind.Retry, await HandleAsync(_chats[2], 3, attempt));
        }

        await HandleAsync(_chats[2], 4, attempt: 1);

        Assert.Equal((3, 0), (_handler.Handled, _handler.Violations));
        Assert.Equal([true, true, false, true], _handler.JournalOf(_chats[2]).Latest.Select(result => result.Handled));
    }

    [Fact]
    public async Task Handle_NextBeforeTheLastTry_IsAViolation()
    {
        await HandleAsync(_chats[1], 1, attempt: 1);
        await HandleAsync(_chats[1], 2, attempt: 1);

        await HandleAsync(_chats[1], 3, attempt: 1);

        Assert.Equal(1, _handler.Violations);
    }

    [Fact]
    public async Task Handle_Cancelled_MayComeAgain()
    {
        using var cancellation = new CancellationTokenSource();
        var handling = _handler.HandleAsync(Context(_chats[0], 1, 1), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handling);

        await HandleAsync(_chats[0], 1, attempt: 1);

        Assert.Equal((1, 0), (_handler.Handled, _handler.Violations));
    }

    private async Task<OutcomeKind> HandleAsync(DemoChat chat, long number, int attempt)
    {
        var handling = _handler.HandleAsync(Context(chat, number, attempt), default).AsTask();
        _time.Advance(chat.Work(number));
        return (await handling).Kind;
    }

    private UpdateContext Context(DemoChat chat, long number, int attempt)
    {
        var update = new DemoMessage(chat.Id, number).ToUpdate(chat, number, _time.GetUtcNow());
        return new UpdateContext(new Delivery(new Job { Payload = update, Update = update, Lane = chat.Name }, chat.Name, number), attempt);
    }
}
