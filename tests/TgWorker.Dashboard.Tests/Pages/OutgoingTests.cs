using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.History;
using TgWorker.Core.Sending;
using TgWorker.Core.Timers;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class OutgoingTests
{
    [Fact]
    public async Task Timers_AreShown_TheNextOneFirst_AndCancelled()
    {
        await using var stage = await DashboardStage.StartAsync();
        var timers = stage.Queue.Timers!;
        await timers.SetAsync(new NewTimer(new TimerPlace("main", 5), "later") { After = TimeSpan.FromHours(3) }, null, default);
        await timers.SetAsync(new NewTimer(new TimerPlace("main", 5), "soon") { After = TimeSpan.FromMinutes(3) }, null, default);
        var page = new HtmlParser().ParseDocument(await stage.ReadAsync("/outgoing"));
        var form = page.QuerySelectorAll("form[action='/timer/cancel']")[0];
        var fields = form.QuerySelectorAll("input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToList();
        using var done = await stage.PostAsync("/timer/cancel", fields);
        using var again = await stage.PostAsync("/timer/cancel", fields);

        Assert.Equal(["soon", "later"], page.QuerySelectorAll("#timers tbody tr").Select(row => row.QuerySelector("td")!.TextContent));
        Assert.EndsWith("did=TimerCancelled", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("did=NotThere", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("later", Assert.Single(await timers.ListAsync(default).ToListAsync()).Name);
    }

    [Theory]
    [InlineData("pause", BroadcastState.Sending, "BroadcastPaused", BroadcastState.Paused)]
    [InlineData("continue", BroadcastState.Paused, "BroadcastContinued", BroadcastState.Sending)]
    [InlineData("cancel", BroadcastState.Sending, "BroadcastCancelled", BroadcastState.Cancelled)]
    [InlineData("cancel", BroadcastState.Paused, "BroadcastCancelled", BroadcastState.Cancelled)]
    public async Task Broadcast_IsChangedByAnOperator_AndThatIsTakenDown(string verb, BroadcastState from, string did, BroadcastState to)
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = [.. DashboardStage.UserOfEachRole]);
        await stage.BroadcastAsync("b1", "Sale", 1_000_000, from);
        var (viewer, operates) = (await stage.LogInAsync("viewer"), await stage.LogInAsync("operator"));
        var path = $"/broadcast/{verb}";
        var seen = new HtmlParser().ParseDocument(await stage.ReadAsync("/outgoing", viewer));
        var page = new HtmlParser().ParseDocument(await stage.ReadAsync("/outgoing", operates));
        var fields = page.QuerySelectorAll($"form[action='{path}'] input")
            .Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToList();
        using var refused = await stage.PostAsync(path, fields, viewer);
        using var done = await stage.PostAsync(path, fields, operates);
        using var again = await stage.PostAsync(path, fields, operates);

        Assert.Empty(seen.QuerySelectorAll("form[action^='/broadcast']"));
        Assert.Contains("0 of 1,000,000", page.QuerySelector("#broadcasts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.EndsWith($"did={did}", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("did=NotThere", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(to, (await stage.Queue.Broadcasts!.FindAsync("b1", default))!.State);
        Assert.Equal(("operator", $"broadcast {verb}", "b1"), (await stage.Queue.Audit!.ReadAsync(9, default))
            .Select(entry => (entry.Who, entry.Action, entry.On)).First());
    }

    [Fact]
    public async Task BroadcastOverSeveralTimeZones_IsOneRow_WithOneSwitch()
    {
        await using var stage = await DashboardStage.StartAsync();
        var broadcasts = stage.Queue.Broadcasts!;
        await stage.BroadcastAsync("b1", "Sale", 1_000, BroadcastState.Sending);
        await stage.BroadcastAsync("b1.2", "Sale", 200, BroadcastState.Sending);
        await stage.BroadcastAsync("b1.3", "Sale", 30, BroadcastState.Sending);
        await stage.BroadcastAsync("b2", "News", 7, BroadcastState.Sending);
        var page = new HtmlParser().ParseDocument(await stage.ReadAsync("/outgoing"));
        var row = Assert.Single(
            page.QuerySelectorAll("#broadcasts tbody tr"), row => row.TextContent.Contains("Sale", StringComparison.Ordinal));
        Assert.Contains("0 of 1,230", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("in 3 time zones", row.TextContent, StringComparison.Ordinal);

        using var paused = await stage.PostAsync("/broadcast/pause", [("queue", stage.Queue.Name), ("id", "b1")]);
        Assert.Equal(["Paused", "Paused", "Paused", "Sending"], await StatesAsync());

        using var goes = await stage.PostAsync("/broadcast/continue", [("queue", stage.Queue.Name), ("id", "b1")]);
        Assert.Equal(["Sending", "Sending", "Sending", "Sending"], await StatesAsync());

        // Else one whose first messages were all refused would rest again at once.
        Assert.NotEqual("", (await broadcasts.FindAsync("b1.2", default))!.Reason);

        using var off = await stage.PostAsync("/broadcast/cancel", [("queue", stage.Queue.Name), ("id", "b1")]);
        Assert.Equal(["Cancelled", "Cancelled", "Cancelled", "Sending"], await StatesAsync());

        async Task<IEnumerable<string>> StatesAsync() =>
            (await broadcasts.ListAsync(default)).OrderBy(its => its.Id, StringComparer.Ordinal).Select(its => its.State.ToString());
    }

    [Fact]
    public async Task Page_TellsRates_Pauses_AndTheOutbox()
    {
        var now = DateTimeOffset.UtcNow;
        await using var stage = await DashboardStage.StartAsync();
        await stage.PassedAsync(now, TrafficSeries.Out, ("77", "sent/answer", 120), ("77", "sent/notify", 7), ("77", "sent/broadcast", 53),
            ("77", "refused", 2), ("77", "parked", 9), ("78", "sent/answer", 1));
        await stage.DidAsync(now, "outgoing h=41 r=3 f=1 w40=42");
        var wish = new SendWish("77", "500", SendClass.Broadcast) { PerBot = new SendRate(TimeSpan.FromMilliseconds(40), 5) };
        await stage.Queue.SendLimits!.NoteRefusedAsync(new SendRefusal(wish, TimeSpan.FromMinutes(5)), default);
        var page = new HtmlParser().ParseDocument(await stage.ReadAsync("/outgoing"));
        using var json = JsonDocument.Parse(await stage.ReadAsync("/outgoing.json"));

        Assert.Equal(
            ["77", "0.1", "120", "7", "53", "2", "9", "78", "0.0", "1", "0", "0", "0", "0"],
            page.QuerySelectorAll("#rates tbody tr th, #rates tbody td.n").Select(cell => cell.TextContent));
        var rates = page.QuerySelector("#rates")!.TextContent;
        Assert.Contains("pause until", rates, StringComparison.Ordinal);
        Assert.Contains("41 messages went out, 3 tries failed, 1 were given up", rates, StringComparison.Ordinal);
        Assert.Equal("500", page.QuerySelector("#pauses tbody th")!.TextContent);
        var until = json.RootElement.GetProperty("pauses")[0].GetProperty("until").GetDateTimeOffset();
        Assert.InRange(until, now.AddMinutes(4), now.AddMinutes(6));
    }

    [Fact]
    public async Task Page_WithoutTimers_SaysSo()
    {
        await using var stage = await DashboardStage.StartAsync();

        Assert.Contains("No timer is pending", await stage.ReadAsync("/outgoing"), StringComparison.Ordinal);
    }
}
