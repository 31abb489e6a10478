using AngleSharp.Html.Parser;
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

        Assert.Equal(["soon", "later"], page.QuerySelectorAll("tbody tr").Select(row => row.QuerySelector("td")!.TextContent));
        Assert.EndsWith("did=TimerCancelled", done.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("did=NotThere", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("later", Assert.Single(await timers.ListAsync(default).ToListAsync()).Name);
    }

    [Fact]
    public async Task Page_WithoutTimers_SaysSo()
    {
        await using var stage = await DashboardStage.StartAsync();

        Assert.Contains("No timer is pending", await stage.ReadAsync("/outgoing"), StringComparison.Ordinal);
    }
}
