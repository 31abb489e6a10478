using System.Text.Json;
using AngleSharp.Html.Parser;
using TgWorker.Core.History;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.TestSupport.Time;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class KindsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    [Theory]
    [InlineData("1h", 60, 100, 60)]
    [InlineData("6h", 36, 300, 600)]
    [InlineData("24h", 24, 300, 3600)]
    [InlineData("72h", 72, 700, 3600)]
    [InlineData("%3Cscript%3E", 60, 100, 60)]
    public async Task Span_HasItsPoints_AndWhatWasDoneInIt(string span, int points, int handled, int seconds)
    {
        await using var stage = await DashboardStage.StartAsync(time: new FakeTime(Now));
        await stage.DidAsync(Now, "message h=100 x60=100");
        await stage.DidAsync(Now.AddHours(-2), "message h=200 x90=200");
        await stage.DidAsync(Now.AddHours(-60), "message h=400 x90=400");
        var model = JsonDocument.Parse(await stage.ReadAsync($"/kinds.json?span={span}")).RootElement;
        var all = model.GetProperty("all");

        Assert.Equal(
            (points, handled, handled, seconds),
            (all.GetProperty("tries").GetArrayLength(), all.GetProperty("tries").EnumerateArray().Sum(point => point.GetInt32()),
                all.GetProperty("handled").GetInt32(), model.GetProperty("point").GetInt32()));
    }

    [Fact]
    public async Task Page_ShowsPercentilesAndErrors_OfKindsAndRoutes()
    {
        var slow = LogScale.Of(TimeSpan.FromSeconds(4));
        await using var stage = await DashboardStage.StartAsync(time: new FakeTime(Now));
        await stage.DidAsync(Now, $"message h=90 r=6 f=4 p=3 w1=90 w{slow}=10 x{slow}=100\nmessage%20%2Fstart h=5\ncallback_query h=3");
        var page = new HtmlParser().ParseDocument(await stage.ReadAsync("/kinds"));
        var rows = page.QuerySelectorAll("table.kinds tbody tr")
            .Select(row => row.QuerySelectorAll("th, td.n").Select(cell => cell.TextContent.Trim()).ToArray()).ToList();

        Assert.Equal(["all", "message", "callback_query", "message /start"], rows.Select(row => row[0]));
        Assert.Equal(["message", "90", "6", "4", "3", "10 %"], rows[1][..6]);
        Assert.EndsWith("ms", rows[1][6], StringComparison.Ordinal);
        Assert.Contains(rows[1][8], (string[])["3.9 s", "4.0 s", "4.1 s", "4.2 s"]);
        Assert.Equal("93", rows[0][1]);
    }

    [Fact]
    public async Task BarOfAnHour_LeadsToItsMinutes()
    {
        await using var stage = await DashboardStage.StartAsync(time: new FakeTime(Now));
        await stage.DidAsync(Now.AddHours(-50).AddMinutes(-7), "message h=9");
        var days = new HtmlParser().ParseDocument(await stage.ReadAsync("/kinds?span=72h"));
        var hour = days.QuerySelectorAll(".bars a").Single(bar => bar.TextContent.Contains("9 tries", StringComparison.Ordinal));
        var minutes = await stage.ReadAsync(hour.GetAttribute("href")!);

        Assert.Contains("9 tries", minutes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAQueueThatDidNothing_SaysSo()
    {
        await using var stage = await DashboardStage.StartAsync();

        Assert.Contains("Nothing was handled in this time", await stage.ReadAsync("/kinds"), StringComparison.Ordinal);
    }
}
