using TgWorker.Core.Queues;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Browsing;

/// <summary>A queue on which there is something to see on every page.</summary>
internal sealed class PictureScene(DashboardStage stage, IReadOnlyList<IQueueSession> workers) : IAsyncDisposable
{
    private const string Failed = "HTTP 502 from the endpoint of bot main";

    public DashboardStage Stage => stage;

    public IReadOnlyList<string> Paths { get; private set; } = [];

    public static async Task<PictureScene> StartAsync()
    {
        var stage = await DashboardStage.StartAsync(webhooks: new HistoryScene());
        var queue = stage.Queue;
        await queue.FailAsync(23, Failed, firstChat: 5_000_000_100);
        await queue.FailAsync(6, "Timed out after 60 s", firstChat: 5_000_000_200, bot: "shop");
        await queue.FailAsync(2, "System.FormatException: 'twelve' is no number, in OrderHandler.Quantity", firstChat: 5_000_000_300,
            bot: "shop", hold: true);
        List<IQueueSession> workers = [await queue.JoinAsync(default), await queue.JoinAsync(default)];
        workers[0].Load = () => new WorkerLoad(11, 64, 0, 0);
        workers[1].Load = () => new WorkerLoad(42, 64, 0, 0);
        for (var update = 0; update < 60; update++)
        {
            await queue.PushAsync(TestEntry.Of(90_000 + update, 5_000_000_000 + (update % 9 == 0 ? 1 : update % 23)), default);
        }

        var granted = (await workers[1].ClaimAsync(14, default)).Granted;
        foreach (var delivery in granted.Take(3))
        {
            await workers[1].ParkAsync(delivery, TimeSpan.FromMinutes(4), failures: 2, default);
        }

        await queue.Lanes.PauseAsync("main:5000000007", default);
        foreach (var worker in workers)
        {
            await worker.RenewAsync(default);
        }

        await HistoryScene.AddAsync(stage, granted[0].Lane, workers);
        using var counted = await stage.PostAsync("/failed/count-all", [("queue", queue.Name)]);
        var job = await queue.FailedJobs.ListAsync(default).LastAsync();
        return new PictureScene(stage, workers)
        {
            Paths = ["/", "/chats", $"/chat?lane={granted[0].Lane}", "/failed", $"/failed/job?id={job.Id}", "/workers", "/operation?id=1",
                "/kinds", "/kinds?span=72h", $"/order?lane={granted[0].Lane}", "/outgoing", "/intake", "/audit"],
        };
    }

    /// <summary>More updates come in.</summary>
    public async Task PushAsync(int count)
    {
        for (var update = 0; update < count; update++)
        {
            await stage.Queue.PushAsync(TestEntry.Of(95_000 + update, 5_000_000_400 + update), default);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }

        await stage.DisposeAsync();
    }
}
