using System.Text.Json;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.History;
using TgWorker.Core.Queues;

namespace TgWorker.Dashboard.Tests.Stage;

/// <summary>Brings a queue into the states that pages show.</summary>
internal static class QueueScenes
{
    /// <summary>Has a worker give up jobs, each in a chat of its own.</summary>
    public static async Task FailAsync(
        this IUpdateQueue queue, int count, string error = "HTTP 502 from the endpoint", long firstChat = 1000, string bot = "main",
        string text = "hello", bool hold = false)
    {
        for (var i = 0; i < count; i++)
        {
            await queue.PushAsync(TestEntry.Of(firstChat + i, firstChat + i, text, bot), default);
        }

        await using var session = await queue.JoinAsync(default);
        for (var left = count; left > 0;)
        {
            var claim = await session.ClaimAsync(left, default);
            foreach (var delivery in claim.Granted)
            {
                await session.FailAsync(delivery, new Failure(error, 3, hold), takeNext: false, default);
                left--;
            }

            Assert.NotEmpty(claim.Granted);
        }

        await session.LeaveAsync(default);
    }

    /// <summary>Has a worker have done something in a minute.</summary>
    public static Task DidAsync(this DashboardStage stage, DateTimeOffset at, string figures, params IReadOnlyList<LaneOutcome> outcomes) =>
        stage.Queue.History!.AddAsync(
            new WorkRecord(HistoryTime.StepOf(at, HistoryScale.Minute), figures, outcomes), CancellationToken.None);

    /// <summary>Has something have come in, or gone out, in a minute.</summary>
    public static Task PassedAsync(
        this DashboardStage stage, DateTimeOffset at, string way, params IEnumerable<(string Bot, string What, long Count)> counts) =>
        stage.Queue.Traffic!.AddAsync(
            HistoryTime.StepOf(at, HistoryScale.Minute),
            TrafficText.Write(counts.Where(count => count.Count > 0).Select(
                count => KeyValuePair.Create(new TrafficSeries(way, count.Bot, count.What), count.Count))),
            CancellationToken.None);

    /// <summary>Begins a broadcast.</summary>
    public static async Task BroadcastAsync(
        this DashboardStage stage, string id, string title, long total, BroadcastState to, string bot = "main")
    {
        var (broadcasts, now) = (stage.Queue.Broadcasts!, DateTimeOffset.UtcNow);
        var plan = JsonSerializer.SerializeToUtf8Bytes(new { Bot = bot, Method = "sendMessage", Title = title });
        await broadcasts.CreateAsync(new StoredBroadcast(id, plan, BroadcastState.Loading) { Created = now, Changed = now }, default);
        await broadcasts.AddAsync(id, 0, "[1]"u8.ToArray(), total, default);
        await broadcasts.ChangeAsync(id, BroadcastState.Sending, "", now, default);
        if (to != BroadcastState.Sending)
        {
            await broadcasts.ChangeAsync(id, to, "", now, default);
        }
    }
}
