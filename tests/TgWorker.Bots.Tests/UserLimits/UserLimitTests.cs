using TgWorker.Bots.UserLimits;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.UserLimits;

public sealed class UserLimitTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly BotTest _test = new();
    private readonly List<string> _log = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Limit_AUserSendsMore_TheRestIsFinishedUnhandledAndSaidOnce()
    {
        _test.Routes.UseState().UseUserLimit(2, Minute, (context, _) =>
        {
            _log.Add($"patience {context.View.UserId}");
            return Task.CompletedTask;
        });
        _test.Routes.OnText((UpdateContext context) => _log.Add($"{context.View.UserId} {context.View.Text}"));

        var handled = await _test.FeedAsync(
            [.. new[] { "a", "b", "c", "d", "e" }.Select(text => TestUpdate.Text(text, 7)), TestUpdate.Text("f", 8)]);
        _test.Time.Advance(Minute);
        await _test.FeedAsync(TestUpdate.Text("g", 7));

        Assert.Equal(["7 a", "7 b", "patience 7", "8 f", "7 g"], _log);
        Assert.All(handled, update => Assert.Equal(OutcomeKind.Handled, update.Outcome.Kind));
    }

    [Fact]
    public async Task Limit_ATryThatFails_IsNotCounted()
    {
        var failures = 3;
        _test.Routes.UseState().UseUserLimit(1, Minute);
        _test.Routes.OnText(() => failures-- > 0 ? UpdateOutcome.Retry("again") : UpdateOutcome.Handled);

        var tries = await _test.FeedToTheEndAsync(TestUpdate.Text("a"), tries: 5);

        Assert.Equal(["OnText()", "OnText()", "OnText()", "OnText()"], tries.Select(one => one.Route));
    }

    [Fact]
    public async Task Limit_OfAGroup_CountsItsRoutesOnly()
    {
        _test.Routes.UseState();
        _test.Routes.Group().UseUserLimit(1, Minute).OnText("dear", () => _log.Add("dear"));
        _test.Routes.OnText("cheap", () => _log.Add("cheap"));

        await _test.FeedAsync([.. new[] { "cheap", "dear", "cheap", "dear", "cheap" }.Select(text => TestUpdate.Text(text))]);

        Assert.Equal(["cheap", "dear", "cheap", "cheap"], _log);
    }

    [Theory]
    [InlineData(null, 0L, 0, 1)]
    [InlineData(0L, 59_999L, 5, 6)]
    [InlineData(0L, 60_000L, 5, 1)]
    [InlineData(1L, 0L, 5, 1)]
    public void Next_ByTheTime_GoesOnOrBeginsAnew(long? since, long now, int counted, int updates) =>
        Assert.Equal(updates, UserCount.Next(since is { } begun ? new UserCount(begun, counted) : null, now, Minute).Updates);
}
