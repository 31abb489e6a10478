using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TgWorker.Bots.Clients;
using TgWorker.Bots.Outbox;
using TgWorker.Bots.Sending;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Sending;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Bots.Tests.Outbox;

public sealed class OutboxLimitsTests
{
    private const int Pause = 33;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddDays(1));

    /// <summary>A broadcast's message had the bot's turn before; a refusal is the broadcast's all the same, and stops all bulk.</summary>
    [Theory]
    [InlineData(null, SendClass.Notify, SendClass.Notify)]
    [InlineData("b", SendClass.Answer, SendClass.Broadcast)]
    public async Task Call_OfAMessage_TakesTheTurnsThatItHasNotHad(string? broadcast, SendClass taken, SendClass refused)
    {
        var limits = new TakenLimits();

        await CallAsync(limits, "sendMessage", """{"chat_id":7,"text":"x","allow_paid_broadcast":true}""", broadcast);

        var wish = Assert.Single(limits.Wishes);
        Assert.Equal(("42", "7", taken), (wish.Bot, wish.Chat, wish.Class));
        var refusal = Assert.Single(limits.Refused);
        Assert.Equal((TimeSpan.FromSeconds(Pause), "42", "7", refused, true),
            (refusal.RetryAfter, refusal.Wish.Bot, refusal.Wish.Chat, refusal.Wish.Class, refusal.Wish.IsPaid));
    }

    // After a crash, what is in lanes would go out at once.
    [Theory]
    [InlineData(0.9, "7 Answer")]
    [InlineData(1.1, "* Broadcast, 7 Answer")]
    public async Task Call_OfABroadcastWhoseTurnIsOld_TakesTheBotsAgain(double seconds, string turns)
    {
        var limits = new TakenLimits();
        _time.Advance(TimeSpan.FromSeconds(seconds));

        await CallAsync(limits, "sendMessage", """{"text":"x"}""", broadcast: "b");

        Assert.Equal(turns, string.Join(", ", limits.Wishes.Select(wish => $"{wish.Chat} {wish.Class}")));
        Assert.All(limits.Wishes, wish => Assert.Equal(wish.Class == SendClass.Broadcast, !wish.PerBot.IsOff));
        Assert.All(limits.Wishes, wish => Assert.Equal(wish.Class == SendClass.Broadcast, wish.PerChat.IsOff));
    }

    [Theory]
    [InlineData("sendMediaGroup", """{"media":[{"type":"photo","media":"a"},{"type":"photo","media":"b"},{"type":"photo","media":"c"}]}""", 3)]
    [InlineData("copyMessages", """{"from_chat_id":1,"message_ids":[1,2]}""", 2)]
    [InlineData("sendMessage", """{"text":"x"}""", 1)]
    public async Task Call_OfAnAlbum_IsOneCallOfAsManyMessagesAsItHasParts(string method, string parameters, int messages)
    {
        var limits = new TakenLimits();

        await CallAsync(limits, method, parameters, broadcast: null);

        Assert.Equal(messages, Assert.Single(limits.Wishes).Messages);
    }

    // Telegram refuses it.
    private async Task CallAsync(TakenLimits limits, string method, string parameters, string? broadcast)
    {
        var call = new OutgoingCall(method, JsonElement.Parse(parameters));
        var job = new EnvelopeReader(new EnvelopeOptions())
            .Read(OutgoingEntry.Write("main", new OutgoingMessage(7, call) { Broadcast = broadcast }, DateTimeOffset.UnixEpoch.AddDays(1)));
        var sends = new UpdateSends(
            new UpdateContext(new Delivery(job, job.Lane, 1), 1) { SendLimits = limits }, 42, new OutgoingLimits(), _time);
        await sends.CallAsync(
            new StoredRequest(call, 7),
            async (_, stop) =>
            {
                Assert.False(await CallPatience.Current!.AgainAsync(TimeSpan.FromSeconds(Pause), canRepeat: true, stop));
                return default;
            },
            () => TimeSpan.Zero, (_, _) => Task.CompletedTask, default);
    }

    private sealed class TakenLimits : ISendLimits
    {
        public List<SendWish> Wishes { get; } = [];

        public Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken)
        {
            Wishes.Add(wish);
            return Task.FromResult(new SendTurn(IsTaken: true, TimeSpan.Zero));
        }

        public List<SendRefusal> Refused { get; } = [];

        public Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken)
        {
            Refused.Add(refusal);
            return Task.FromResult(true);
        }
    }
}
