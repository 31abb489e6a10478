using TgWorker.Core.Jobs;
using TgWorker.Core.Timers;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Core.Tests.Timers;

/// <summary>The entry that a timer becomes is read like any other, and lies in the lane of whose it is.</summary>
public sealed class TimerEntryTests
{
    private static readonly DateTimeOffset Due = DateTimeOffset.FromUnixTimeMilliseconds(1_750_000_000_123);
    private static readonly TimerPlace Place = new("shop/eu", -100, User: 7, Topic: 3);

    [Theory]
    [InlineData(OrderBy.Chat, QueryLanes.Chat, "shop%2Feu:-100")]
    [InlineData(OrderBy.Chat, QueryLanes.Own, "shop%2Feu:-100")]
    [InlineData(OrderBy.Topic, QueryLanes.Chat, "shop%2Feu:-100:3")]
    [InlineData(OrderBy.User, QueryLanes.Chat, "shop%2Feu:7")]
    public void Read_IsAnUpdateOfKindTimer_InTheLaneOfItsPlace(OrderBy orderBy, QueryLanes queries, string lane)
    {
        var job = Read(TimerEntry.Write(new NewTimer(Place, "tea") { Payload = "{\"n\":1}"u8.ToArray() }, Due), orderBy, queries);
        var view = new UpdateView(job.Update);

        Assert.Equal((null, lane, "shop/eu", TimerEntry.DisplayName, Due), (job.Problem, job.Lane, job.Bot, job.DisplayName, job.PushedAt));
        Assert.Equal((UpdateKind.Timer, -100L, 7L, 3L), (view.Kind, view.ChatId, view.UserId, view.TopicId));
        Assert.Equal(1, view.Content.GetProperty("payload").GetProperty("n").GetInt32());
        Assert.True(job.UpdateId < 0);
    }

    [Fact]
    public void Renew_IsAnotherJob_OfTheSameTimer()
    {
        var first = TimerEntry.Write(new NewTimer(Place, "tea") { Payload = "\"ä\""u8.ToArray() }, Due);
        var job = Read(first);
        var next = Read(TimerEntry.Renew(first, Due.AddHours(1))!);

        Assert.Equal((job.Lane, job.Bot, job.DisplayName), (next.Lane, next.Bot, next.DisplayName));
        Assert.NotEqual(job.Uuid, next.Uuid);
        Assert.NotEqual(job.UpdateId, next.UpdateId);
        Assert.Equal(Due.AddHours(1), next.PushedAt);
        Assert.Equal("ä", new UpdateView(next.Update).Content.GetProperty("payload").GetString());
    }

    private static Job Read(byte[] entry, OrderBy orderBy = OrderBy.Chat, QueryLanes queries = QueryLanes.Chat) =>
        new EnvelopeReader(new EnvelopeOptions { OrderBy = orderBy, Queries = queries }).Read(entry);
}
