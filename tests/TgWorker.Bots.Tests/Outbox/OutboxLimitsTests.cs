using System.Text.Json;
using TgWorker.Bots.Outbox;
using TgWorker.Bots.Sending;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Bots.Tests.Outbox;

public sealed class OutboxLimitsTests
{
    /// <summary>A broadcast's message had the bot's turn before.</summary>
    [Theory]
    [InlineData(null, SendClass.Notify)]
    [InlineData("b", SendClass.Answer)]
    public async Task Call_OfAMessage_TakesTheTurnsThatItHasNotHad(string? broadcast, SendClass kind)
    {
        var call = new OutgoingCall("sendMessage", JsonElement.Parse("""{"chat_id":7,"text":"x"}"""));
        var job = new EnvelopeReader(new EnvelopeOptions())
            .Read(OutgoingEntry.Write("main", new OutgoingMessage(7, call) { Broadcast = broadcast }, DateTimeOffset.UnixEpoch));
        var taken = new TakenLimits();
        var sends = new UpdateSends(
            new UpdateContext(new Delivery(job, job.Lane, 1), 1) { SendLimits = taken }, 42, new OutgoingLimits());

        await sends.CallAsync(
            new StoredRequest(call, 7), (_, _) => Task.FromResult(default(JsonElement)), () => TimeSpan.Zero, (_, _) => Task.CompletedTask,
            default);

        Assert.Equal([("42", "7", kind)], taken.Wishes.Select(wish => (wish.Bot, wish.Chat, wish.Class)));
    }

    private sealed class TakenLimits : ISendLimits
    {
        public List<SendWish> Wishes { get; } = [];

        public Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken)
        {
            Wishes.Add(wish);
            return Task.FromResult(new SendTurn(IsTaken: true, TimeSpan.Zero));
        }

        public Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
