using System.Text.Json;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Outbox;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Laravel.Envelopes;
using TgWorker.Testing;
using TgWorker.Testing.Sending;

namespace TgWorker.Bots.Tests.Broadcasts;

public sealed class RefusedBroadcastTests : IDisposable
{
    private readonly FakeTelegram _telegram = new(TimeProvider.System);

    public void Dispose() => _telegram.Dispose();

    /// <summary>The chat waits for its message, and all bulk with it.</summary>
    [Fact]
    public async Task Message_TooMany_IsNotedAsTheBroadcastsAndTriedAgain()
    {
        var now = TimeProvider.System.GetUtcNow();
        var broadcasts = new TestBroadcasts(_ => { });
        await broadcasts.CreateAsync(new StoredBroadcast("b", default, BroadcastState.Sending) { Total = 1 }, default);
        var call = new OutgoingCall("sendMessage", JsonElement.Parse("""{"chat_id":7,"text":"x","allow_paid_broadcast":true}"""));
        var job = new EnvelopeReader(new EnvelopeOptions())
            .Read(OutgoingEntry.Write("main", new OutgoingMessage(7, call) { Broadcast = "b" }, now));
        var limits = new NotedLimits();
        var bots = new TelegramBots(
            new Dictionary<string, TelegramBotOptions> { ["main"] = new() { Token = "42:test", BaseUrl = new Uri("http://localhost/") } },
            _telegram);
        var handler = new BroadcastHandler(new TooMany(), [broadcasts], bots, new OutgoingLimits(), TimeProvider.System);

        await Assert.ThrowsAsync<TelegramRefusalException>(() => handler
            .HandleAsync(new UpdateContext(new Delivery(job, job.Lane, 1), 1) { SendLimits = limits }, default).AsTask());

        var refusal = Assert.Single(limits.Refused);
        Assert.Equal((TimeSpan.FromSeconds(33), "42", "7", SendClass.Broadcast, true),
            (refusal.RetryAfter, refusal.Wish.Bot, refusal.Wish.Chat, refusal.Wish.Class, refusal.Wish.IsPaid));
        Assert.Equal(0, (await broadcasts.FindAsync("b", default))!.Failed);
    }

    private sealed class TooMany : IUpdateHandler
    {
        public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, CancellationToken cancellationToken) =>
            throw new TelegramRefusalException("sendMessage", "7", new ApiRequestException(
                "Too Many Requests: retry after 33", 429, new ResponseParameters { RetryAfter = 33 }));
    }

    private sealed class NotedLimits : ISendLimits
    {
        public List<SendRefusal> Refused { get; } = [];

        public Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken) =>
            Task.FromResult(new SendTurn(IsTaken: true, TimeSpan.Zero));

        public Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken)
        {
            Refused.Add(refusal);
            return Task.FromResult(true);
        }
    }
}
