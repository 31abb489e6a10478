using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot.Requests;
using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Testing;
using TgWorker.Testing.Sending;

namespace TgWorker.Bots.Tests.Broadcasts;

/// <summary>Hours in each recipient's time zone, under the test kit's time: it begins at 15:06 UTC in summer.</summary>
public sealed class TimeZonesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Summer = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly BroadcastPlan Plan = new()
    {
        Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "news" }, Hours = new BroadcastHours(new(9, 0), new(21, 0)),
    };

    private readonly BotTest _test = new();
    private readonly IBroadcasts _broadcasts;

    public TimeZonesTests()
    {
        _test.Routes.OnFallback((UpdateContext _) => UpdateOutcome.Handled);
        _test.Build();
        _broadcasts = _test.Services.BuildServiceProvider().GetRequiredService<IBroadcasts>();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Recipients_InSeveralZones_EachGetsItAtTheHoursOfTheirOwn()
    {
        var started = await StartAsync(
            (7, "Europe/Berlin"), (8, "Asia/Tokyo"), (9, null), (10, "America/Los_Angeles"), (11, "Europe/Paris"));
        Assert.Equal((5, 4, BroadcastState.Sending), (started.Total, started.TimeZones, started.State));

        Assert.Equal([7, 9, 11], await PassAsync(TimeSpan.Zero));
        Assert.Equal([10], await PassAsync(TimeSpan.FromHours(1)));
        Assert.Equal(1, (await _broadcasts.FindAsync(started.Id))!.Left);
        Assert.Equal([], await PassAsync(TimeSpan.FromHours(7)));
        Assert.Equal([8], await PassAsync(TimeSpan.FromHours(1)));

        var done = (await _broadcasts.FindAsync(started.Id))!;
        Assert.Equal((BroadcastState.Done, 5L, 0L), (done.State, done.Sent, done.Left));
        Assert.Equal(started.Id, Assert.Single(await _broadcasts.ListAsync()).Id);
    }

    [Fact]
    public async Task PauseContinueCancel_AreOfAllParts()
    {
        var started = await StartAsync((7, "Asia/Tokyo"), (8, "Pacific/Auckland"));

        Assert.True(await _broadcasts.PauseAsync(started.Id));
        Assert.Equal(BroadcastState.Paused, (await _broadcasts.FindAsync(started.Id))!.State);
        Assert.Equal([], await PassAsync(TimeSpan.FromHours(10)));
        Assert.True(await _broadcasts.ContinueAsync(started.Id));
        Assert.Equal([7, 8], await PassAsync(TimeSpan.Zero));
        Assert.False(await _broadcasts.CancelAsync(started.Id));

        var other = await StartAsync((7, "Asia/Tokyo"), (8, "America/Los_Angeles"));
        Assert.True(await _broadcasts.CancelAsync(other.Id));
        Assert.Equal(BroadcastState.Cancelled, (await _broadcasts.FindAsync(other.Id))!.State);
        Assert.Equal([], await PassAsync(TimeSpan.FromDays(2)));
    }

    [Theory]
    [InlineData("Mars/Base", true, "'Mars/Base' of recipient 7 is not a time zone")]
    [InlineData("Europe/Berlin", false, "the plan no hours")]
    public async Task Recipient_WhoseZoneMakesNoSense_IsRefusedAndNothingIsSent(string zone, bool hasHours, string problem)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _broadcasts.StartAsync(
            hasHours ? Plan : Plan with { Hours = null },
            new[] { new BroadcastRecipient(1), new BroadcastRecipient(7) { TimeZone = zone } }.ToAsyncEnumerable()));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Equal([], await PassAsync(TimeSpan.FromDays(2)));
    }

    [Theory]
    [InlineData("Europe/Berlin", "Europe/Paris", true)]
    [InlineData("Asia/Kolkata", "Asia/Calcutta", true)]
    [InlineData("Europe/Berlin", "Africa/Lagos", false)] // The same only in winter.
    [InlineData("UTC", "Europe/London", false)]
    public void Rules_AreTheSame_WhereTheClocksGoAlike(string one, string other, bool same) =>
        Assert.Equal(same, TimeZoneRules.Of(one, Summer) == TimeZoneRules.Of(other, Summer));

    // Whoever started it died in between; the workers go on.
    [Fact]
    public async Task Begin_PartsThatStillLoad_AreBegun()
    {
        var broadcasts = new TestBroadcasts(_ => { });
        var parts = new AudienceParts(broadcasts, "b", StoredPlan.Of(Plan, Summer), Summer);
        await parts.AddAsync(new BroadcastRecipient(7) { TimeZone = "Asia/Tokyo" }, default);
        await parts.AddAsync(new BroadcastRecipient(8), default);
        await parts.EndAsync(default);
        await broadcasts.ChangeAsync("b", BroadcastState.Sending, "", Summer, default);

        await broadcasts.BeginFamilyAsync("b", Summer, default);

        Assert.Equal(["b", "b.2"], (await broadcasts.SendingAsync(default)).Select(part => part.Id));
    }

    [Theory]
    [InlineData("Sending Done", "Sending")]
    [InlineData("Done Sending", "Sending")]
    [InlineData("Sending Loading", "Sending")]
    [InlineData("Loading Loading", "Loading")]
    [InlineData("Sending Paused", "Paused")]
    [InlineData("Done Cancelled", "Cancelled")]
    [InlineData("Done Expired Done", "Expired")]
    [InlineData("Done Done", "Done")]
    public void State_OfAllParts_IsThatOfTheOneThatCounts(string states, string state) => Assert.Equal(
        state, new BroadcastFamily([.. states.Split(' ').Select((its, i) =>
            new StoredBroadcast(BroadcastFamily.IdOf("b", i + 1), default, Enum.Parse<BroadcastState>(its)))]).State.ToString());

    private Task<Broadcast> StartAsync(params (long Chat, string? Zone)[] audience) => _broadcasts.StartAsync(
        Plan, audience.Select(its => new BroadcastRecipient(its.Chat) { TimeZone = its.Zone }).ToAsyncEnumerable());

    private async Task<IEnumerable<long>> PassAsync(TimeSpan time) =>
        (await _test.PassAsync(time)).SelectMany(handled => handled.Calls).Select(call => call.ChatId!.Value).Order();
}
