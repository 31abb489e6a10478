using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.History;
using TgWorker.Core.Operating;
using TgWorker.Core.Sending;
using TgWorker.Core.Timers;
using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Dashboard.Showing;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Serving;

public sealed class HostilePagesTests
{
    private const string Attack = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>`${7*7}{{7*7}}\u202e</td></table><!--";

    private static readonly string[] KnownElements =
    [
        "html", "head", "body", "meta", "title", "link", "script", "a", "header", "main", "nav", "footer", "section", "div", "span", "p",
        "br", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3",
        "form", "input", "button", "label", "select", "option", "details", "summary", "table", "caption", "thead", "tbody", "tr", "th",
        "td", "code", "pre", "small", "b", "time", "progress",
        "svg", "g", "text", "polyline", "rect", "circle", "line",
    ];

    /// <summary>Every page of the dashboard, with an attack in each value of its address.</summary>
    public static TheoryData<string> Paths { get; } =
    [
        "/", "/workers",
        "/order?lane={lane}", "/order?lane={0}&queue={0}", "/outgoing", "/outgoing?span={0}&did={0}", "/intake", "/intake?span={0}",
        "/audit", "/audit?who={0}", "/kinds", "/kinds?span={0}&queue={0}&until={0}", "/chats", "/chats?queue={0}", "/chat?lane={lane}",
        "/chat?lane={0}&queue={0}&bot={0}&chat={0}", "/chat?bot={0}&chat=1000", "/failed", "/failed?queue=telegram_updates&error={0}",
        "/failed?error={0}&group={0}&bot={0}&chat={0}&since={0}&before={0}&queue={0}&from={0}&did={0}", "/failed/job?id={0}&queue={0}",
        "/failed/job?id={job}", "/operation?id={0}&did={0}", "/operation?id=1",
    ];

    [Fact]
    public async Task EveryPage_IsAttacked()
    {
        await using var stage = await DashboardStage.StartAsync();

        Assert.Equal(
            stage.Site.Pages.Select(page => page.Path).Order(StringComparer.Ordinal),
            Paths.Cast<object[]>().Select(row => ((string)row[0]).Split('?')[0]).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Page_OfWhatStrangersWrote_HasOnlyItsOwnMarkup(string path)
    {
        await using var stage = await DashboardStage.StartAsync(webhooks: new HostileWebhooks());
        await stage.Queue.FailAsync(2, error: Attack, text: Attack, bot: Attack, hold: true);
        await stage.Queue.Timers!.SetAsync(
            new NewTimer(new TimerPlace(Attack, 1000), Attack) { After = TimeSpan.FromHours(1) }, null, default);
        await stage.Queue.Audit!.AddAsync(new AuditEntry(DateTimeOffset.UtcNow, Attack, Attack, Attack, Attack), default);
        await stage.DidAsync(DateTimeOffset.UtcNow, $"{Uri.EscapeDataString(Attack)} h=1\n{Uri.EscapeDataString("message " + Attack)} h=1");
        await stage.PassedAsync(DateTimeOffset.UtcNow, TrafficSeries.In, (Attack, "accepted", 3), (Attack, "refused/secret", 3));
        await stage.PassedAsync(DateTimeOffset.UtcNow, TrafficSeries.Out, (Attack, "sent/notify", 3));
        await stage.BroadcastAsync("b1", Attack, 3, BroadcastState.Paused, Attack);
        await stage.Queue.Broadcasts!.ChangeAsync("b1", BroadcastState.Cancelled, Attack, DateTimeOffset.UtcNow, default);
        await stage.BroadcastAsync("b2", Attack, 3, BroadcastState.Sending, Attack);
        var wish = new SendWish("77", Attack.Replace(' ', '_'), SendClass.Broadcast);
        await stage.Queue.SendLimits!.NoteRefusedAsync(new SendRefusal(wish, TimeSpan.FromMinutes(5)), default);
        using var begun = await stage.PostAsync("/failed/count-all", [("queue", stage.Queue.Name), ("error", Attack)]);
        var job = await stage.Queue.FailedJobs.ListAsync(default).FirstAsync();
        var now = DateTimeOffset.UtcNow;
        await stage.DidAsync(now, "", new LaneOutcome(job.Lane, now, default, default) { Worker = Attack });
        using var answer = await stage.GetAsync(
            path.Replace("{job}", job.Id, StringComparison.Ordinal)
                .Replace("{lane}", Uri.EscapeDataString(job.Lane), StringComparison.Ordinal)
                    .Replace("{0}", Uri.EscapeDataString(Attack), StringComparison.Ordinal));
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Empty(page.All.Select(element => element.LocalName).Except(KnownElements));
        Assert.DoesNotContain(page.All.SelectMany(element => element.Attributes).Select(attribute => attribute.Name), name =>
            name.StartsWith("on", StringComparison.Ordinal) || name == "style");
        Assert.Equal(["/assets/dashboard.js"],
            page.Scripts.Select(script => System.Text.RegularExpressions.Regex.Replace(script.Source!, "\\.[0-9a-f]{12}", "")));
        Assert.DoesNotContain(page.Scripts, script => script.TextContent.Trim().Length > 0);
        Assert.All(page.QuerySelectorAll("[href]:not(.skip),[src],[action]"), element =>
            Assert.StartsWith("/", Address(element), StringComparison.Ordinal));
        Assert.DoesNotContain("\u202e", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_OfWhatStrangersWrote_IsEncodedToo()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.BroadcastAsync("b1", Attack + "\r\nevent: x\rdata: y", 3, BroadcastState.Sending, Attack);
        using var answer = await stage.GetAsync("/outgoing", ("Accept", "text/event-stream"));
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        Assert.All(lines, line => Assert.StartsWith("data: ", line, StringComparison.Ordinal));
        var body = new HtmlParser().ParseDocument(string.Join('\n', lines.Select(line => line["data: ".Length..])));
        Assert.Contains("alert(1)", body.QuerySelector("#broadcasts")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(body.All.Select(element => element.LocalName).Except(KnownElements));
        Assert.Empty(body.Scripts);
    }

    private static string Address(IElement element) =>
        element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")!;

    private sealed class HostileWebhooks : IBotWebhooks
    {
        public Task<IReadOnlyList<BotWebhook>> ReadAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<BotWebhook>>(
                [new BotWebhook(Attack, Attack) { Url = Attack, Pending = 3, Remarks = [new(TroubleLevel.Bad, Attack, Attack)] }]);
    }
}
