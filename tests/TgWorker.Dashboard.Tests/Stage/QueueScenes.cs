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
}
