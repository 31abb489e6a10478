using System.Net;
using System.Text.Json;
using TgWorker.Dashboard.Tests.Stage;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Dashboard.Tests.Pages;

public sealed class BulkOperationsTests
{
    [Fact]
    public async Task RetryAll_OfAGroup_PutsThatGroupBack_AndSaysHowFarItIs()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(150, "HTTP 502", firstChat: 1000);
        await stage.Queue.FailAsync(5, "Timed out", firstChat: 5000);
        using var begun = await stage.PostAsync("/failed/retry-all", [("queue", stage.Queue.Name), ("group", "HTTP 502")]);
        var done = await EndAsync(stage, begun);
        var status = await stage.Queue.GetStatusAsync(default);

        Assert.Equal(("done", 150, 155, 5),
            (State(done), done.GetProperty("done").GetInt32(), done.GetProperty("failed_before").GetInt32(),
                done.GetProperty("failed_after").GetInt32()));
        Assert.Equal((5, 150), (status.Failed, status.InLanes));
    }

    [Fact]
    public async Task ForgetAll_DeletesThoseAlone()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(30, "HTTP 502", firstChat: 1000);
        await stage.Queue.FailAsync(5, "Timed out", firstChat: 5000);
        using var begun = await stage.PostAsync("/failed/forget-all", [("queue", stage.Queue.Name), ("error", "http")]);
        await EndAsync(stage, begun);

        Assert.Equal(5, (await stage.Queue.GetStatusAsync(default)).Failed);
    }

    [Fact]
    public async Task CountAll_CountsThoseTheFirstLookLeavesOut()
    {
        await using var stage = await DashboardStage.StartAsync();
        await stage.Queue.FailAsync(250, "HTTP 502", firstChat: 1000);
        var page = JsonDocument.Parse(await stage.ReadAsync("/failed.json")).RootElement;
        using var begun = await stage.PostAsync("/failed/count-all", [("queue", stage.Queue.Name)]);
        var done = await EndAsync(stage, begun);

        Assert.True(page.GetProperty("is_part").GetBoolean());
        Assert.Equal(200, page.GetProperty("groups")[0].GetProperty("count").GetInt32());
        Assert.Equal(250, done.GetProperty("groups")[0].GetProperty("count").GetInt32());
        Assert.Equal(250, (await stage.Queue.GetStatusAsync(default)).Failed);
    }

    [Fact]
    public async Task Cancel_EndsIt_AndAnotherMayBegin()
    {
        await using var stage = await DashboardStage.StartAsync(queue: new StubQueue());
        using var begun = await stage.PostAsync("/failed/retry-all", [("queue", "telegram_updates")]);
        using var busy = await stage.PostAsync("/failed/forget-all", [("queue", "telegram_updates")]);
        var id = begun.Headers.Location!.OriginalString.Split('=')[1];
        using var cancelled = await stage.PostAsync("/operation/cancel", [("id", id)]);
        var done = await EndAsync(stage, begun);
        using var next = await stage.PostAsync("/failed/count-all", [("queue", "telegram_updates")]);

        Assert.EndsWith("did=Busy", busy.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, cancelled.StatusCode);
        Assert.Equal("cancelled", State(done));
        Assert.StartsWith("/operation", next.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    private static string State(JsonElement operation) => operation.GetProperty("state").GetString()!;

    private static async Task<JsonElement> EndAsync(DashboardStage stage, HttpResponseMessage begun)
    {
        var path = begun.Headers.Location!.OriginalString.Replace("/operation?", "/operation.json?", StringComparison.Ordinal);
        var last = default(JsonElement);
        await Eventually.TrueAsync(async () =>
        {
            last = JsonDocument.Parse(await stage.ReadAsync(path)).RootElement;
            return State(last) is "done" or "cancelled" or "failed";
        });
        return last;
    }
}
