using System.Net;
using System.Text.Json;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Serving;

public sealed class PagesTests
{
    [Fact]
    public async Task Now_SaysHowItGoes_ForPeopleAndPrograms()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(3);
        var json = JsonDocument.Parse(await stage.ReadAsync("/now.json")).RootElement;

        Assert.Equal(3, json.GetProperty("queues")[0].GetProperty("failed").GetInt64());
        Assert.False(json.GetProperty("is_well").GetBoolean());
        Assert.Contains("3 jobs failed in the last hour", await stage.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(json.GetProperty("queues")[0].GetProperty("failed").GetRawText(),
            JsonDocument.Parse(await stage.ReadAsync("/", ("Accept", "application/json"))).RootElement.GetProperty("queues")[0]
                .GetProperty("failed").GetRawText());
    }

    [Fact]
    public async Task Workers_ShowWhoIsThere()
    {
        await using var stage = await DashboardStage.StartAsync();
        await using var session = await stage.Queue.JoinAsync(default);

        Assert.Contains("alive", await stage.ReadAsync("/workers"), StringComparison.Ordinal);
        Assert.Equal(session.Incarnation,
            JsonDocument.Parse(await stage.ReadAsync("/workers.json")).RootElement.GetProperty("workers")[0].GetProperty("incarnation")
                .GetString());
    }

    [Fact]
    public async Task Queue_IsPausedAndContinued()
    {
        await using var stage = await DashboardStage.StartAsync();
        using var pause = await stage.PostAsync("/queue/pause", [("queue", stage.Queue.Name)]);
        Assert.True((await stage.Queue.GetStatusAsync(default)).Paused);
        Assert.Contains("is paused", await stage.ReadAsync(pause.Headers.Location!.OriginalString), StringComparison.Ordinal);

        using var go = await stage.PostAsync("/queue/continue", [("queue", stage.Queue.Name)]);
        Assert.False((await stage.Queue.GetStatusAsync(default)).Paused);
    }

    [Fact]
    public async Task Failed_GroupsFirst_AndAFilterThatAnAddressHolds()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(3, "HTTP 502 of request 123456", firstChat: 1000);
        await stage.Queue.FailAsync(2, "Timed out", firstChat: 2000, bot: "other");
        var all = await JsonAsync(stage, "/failed.json");
        var ofGroup = await JsonAsync(stage, "/failed.json?group=" + Uri.EscapeDataString("HTTP 502 of request #"));
        var ofBot = await JsonAsync(stage, "/failed.json?bot=other&chat=2001");

        Assert.Equal([(3, "HTTP 502 of request #"), (2, "Timed out")],
            all.GetProperty("groups").EnumerateArray()
                .Select(group => (group.GetProperty("count").GetInt32(), group.GetProperty("error").GetString()!)));
        Assert.Equal((5, 5, false),
            (all.GetProperty("total").GetInt32(), all.GetProperty("meant").GetInt32(), all.GetProperty("is_part").GetBoolean()));
        Assert.Equal(3, ofGroup.GetProperty("meant").GetInt32());
        Assert.Equal(1, ofBot.GetProperty("meant").GetInt32());
        Assert.Contains("tgworker failed list --group &#39;HTTP 502 of request #&#39; --queue",
            await stage.ReadAsync("/failed?group=" + Uri.EscapeDataString("HTTP 502 of request #")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failed_PageAfterPage_ShowsEachOnce()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(60);
        var ids = new List<string>();
        for (var from = ""; from is not null;)
        {
            var page = await JsonAsync(stage, "/failed.json?from=" + from);
            ids.AddRange(page.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetString()!));
            from = page.GetProperty("next").GetString();
        }

        Assert.Equal(await stage.Queue.FailedJobs.ListAsync(default).Select(job => job.Id).ToListAsync(), ids);
    }

    [Theory]
    [InlineData("since=yesterday")]
    [InlineData("chat=x")]
    public async Task Failed_FilterThatCannotBeRead_MeansNothing_AndActsOnNothing(string filter)
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(2);
        var page = await JsonAsync(stage, "/failed.json?" + filter);
        var pair = filter.Split('=');
        using var action = await stage.PostAsync("/failed/forget-all", [("queue", stage.Queue.Name), (pair[0], pair[1])]);

        Assert.Equal(0, page.GetProperty("meant").GetInt32());
        Assert.NotEmpty(page.GetProperty("problems").EnumerateArray());
        Assert.Equal(2, (await stage.Queue.GetStatusAsync(default)).Failed);
    }

    [Fact]
    public async Task FailedJob_IsRetried_OrForgotten()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(2);
        var jobs = await stage.Queue.FailedJobs.ListAsync(default).ToListAsync();
        using var retry = await stage.PostAsync("/failed/retry", [("queue", stage.Queue.Name), ("id", jobs[0].Id)]);
        using var forget = await stage.PostAsync("/failed/forget", [("queue", stage.Queue.Name), ("id", jobs[1].Id)]);
        using var again = await stage.PostAsync("/failed/forget", [("queue", stage.Queue.Name), ("id", jobs[1].Id)]);
        var status = await stage.Queue.GetStatusAsync(default);

        Assert.Equal((0, 1), (status.Failed, status.InLanes));
        Assert.EndsWith("did=NotThere", again.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Payload_IsMasked_UntilAnAdminAsks()
    {
        await using var stage = await DashboardStage.StartAsync(options => options.Users = DashboardStage.UserOfEachRole);
        await stage.Queue.FailAsync(1, text: "my secret message");
        var job = await stage.Queue.FailedJobs.ListAsync(default).FirstAsync();
        var path = $"/failed/job?id={job.Id}";
        var (viewer, admin) = (await stage.LogInAsync("viewer"), await stage.LogInAsync("admin"));
        var masked = await stage.ReadAsync(path, admin) + await stage.ReadAsync(path + "&x=.json", viewer);
        using var revealed = await stage.PostAsync("/failed/reveal", [("queue", stage.Queue.Name), ("id", job.Id)], admin);

        Assert.DoesNotContain("my secret message", masked, StringComparison.Ordinal);
        Assert.DoesNotContain(TestEntry.Name, masked, StringComparison.Ordinal);
        Assert.DoesNotContain("52.5", masked, StringComparison.Ordinal);
        Assert.DoesNotContain(TestEntry.Phone, masked, StringComparison.Ordinal);
        Assert.Contains("&quot;update_id&quot;: 1000", masked, StringComparison.Ordinal);
        Assert.Contains("my secret message", await revealed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PayloadDisplay.Never, "admin", false)]
    [InlineData(PayloadDisplay.Full, "operator", false)]
    [InlineData(PayloadDisplay.Full, "admin", true)]
    public async Task Payload_AsConfigured(PayloadDisplay display, string name, bool isShown)
    {
        await using var stage = await DashboardStage.StartAsync(
            options => (options.Users, options.Payloads) = (DashboardStage.UserOfEachRole, display));
        await stage.Queue.FailAsync(1, text: "my secret message");
        var job = await stage.Queue.FailedJobs.ListAsync(default).FirstAsync();
        var cookie = await stage.LogInAsync(name);
        var page = await stage.ReadAsync($"/failed/job?id={job.Id}", cookie);
        using var reveal = await stage.PostAsync("/failed/reveal", [("queue", stage.Queue.Name), ("id", job.Id)], cookie);

        Assert.Equal(isShown, page.Contains("my secret message", StringComparison.Ordinal));
        Assert.True(isShown || reveal.StatusCode != HttpStatusCode.OK);
    }

    [Fact]
    public async Task QueueThatCannotBeReached_IsSaid_WithStatus503()
    {
        await using var stage = await DashboardStage.StartAsync(queue: new StubQueue("Redis at 127.0.0.1:1 cannot be reached"));
        using var answer = await stage.GetAsync("/");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("cannot be reached", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithinAnApplication_AllAddressesAreBelowItsPath()
    {
        await using var stage = await DashboardStage.StartAsync(
            options => options.Users = DashboardStage.UserOfEachRole, prefix: "/tgworker");
        using var page = await stage.GetAsync("/tgworker");
        var cookie = await stage.LogInAsync("viewer", "/tgworker");
        var now = await stage.ReadAsync("/tgworker", cookie);

        Assert.StartsWith("/tgworker/login", page.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotMatch("(href|src|action)=\"/(?!tgworker)", now);
    }

    private static async Task<JsonElement> JsonAsync(DashboardStage stage, string path) =>
        JsonDocument.Parse(await stage.ReadAsync(path)).RootElement;
}
