using System.Text.Json;
using AngleSharp.Html.Parser;
using TgWorker.Core.History;
using TgWorker.Dashboard.Pages.Order;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class OrderTests
{
    private const string Lane = "main:1000";

    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, bool, int> Cases => new()
    {
        { "10 web1 0-100, 11 web2 100-200, 12 web1 300-400", true, 0 },
        { "11 web2 100-200, 12 web1 300-400, 10 web1 0-100", true, 0 },
        { "10 web1 0-100, 11 web2 103-200", true, 0 },
        { "10 web1 0-100, 11 web2 50-200", false, 1 },
        { "10 web1 0-100, 11 web2 120-200, 12 web1 150-250, 13 web1 240-300", false, 2 },
        { "10 web1 0-100 lost, 11 web2 50-200", true, 0 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Order_IsReadOffTokensAndTimes(string tries, bool isInOrder, int overlaps)
    {
        var model = OrderModel.Of("q", Lane, [.. tries.Split(", ").Select(Try)]);

        Assert.Equal((isInOrder, overlaps), (model.IsInOrder, model.Overlaps));
        Assert.Equal(model.Tries.Select(one => one.Fence).Order(), model.Tries.Select(one => one.Fence));
    }

    [Fact]
    public async Task Page_ShowsWhichWorkerDidWhat_AndTakeOvers()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.DidAsync(DateTimeOffset.UtcNow, "", Try("10 web1:4711:ab 0-100"), Try("11 web1:4711:ab 200-900 lost"),
            Try("12 web2:42:cd 1000-1100") with { Lapses = 1 });
        var page = new HtmlParser().ParseDocument(await stage.ReadAsync("/order?lane=" + Lane));
        var json = JsonDocument.Parse(await stage.ReadAsync("/order.json?lane=" + Lane)).RootElement;

        Assert.Equal("One after the other", page.QuerySelector("#verdict h2")!.TextContent);
        Assert.Contains("1 take-over", page.QuerySelector("#verdict p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["web1:4711", "web2:42"], page.QuerySelectorAll(".lanes text").Select(name => name.TextContent));
        Assert.Equal(
            ["rect.handled", "rect.lost", "rect.handled"],
            page.QuerySelectorAll(".lanes rect").Select(mark => $"rect.{mark.ClassName}"));
        Assert.Single(page.QuerySelectorAll(".lanes .taken-over"));
        Assert.Equal(["12", "11", "10"], page.QuerySelectorAll(".tries tbody tr").Select(row => row.GetAttribute("data-fence")));
        Assert.Equal(1, json.GetProperty("take_overs").GetInt32());
    }

    [Fact]
    public async Task Chat_ShowsWhatBecameOfItsLastTries()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.DidAsync(DateTimeOffset.UtcNow, "", Try("10 web1:4711:ab 0-100") with { End = WorkEnd.Retried, UpdateId = 77 });
        var page = new HtmlParser().ParseDocument(await stage.ReadAsync("/chat?lane=" + Lane));

        Assert.Contains("failed, to be tried again", page.QuerySelector("#tries tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("No tries of this chat are recorded", await stage.ReadAsync("/chat?lane=main:8"), StringComparison.Ordinal);
    }

    // Token, worker, the milliseconds from which to which it ran.
    private static LaneOutcome Try(string text)
    {
        var parts = text.Split(' ', '-');
        var (from, to) = (int.Parse(parts[2], null), int.Parse(parts[3], null));
        return new LaneOutcome(Lane, Noon.AddMilliseconds(to), TimeSpan.FromMilliseconds(to - from),
            parts.Length > 4 ? WorkEnd.Lost : WorkEnd.Handled) { Fence = long.Parse(parts[0], null), Worker = parts[1], Attempt = 1 };
    }
}
