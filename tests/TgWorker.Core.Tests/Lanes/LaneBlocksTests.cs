using TgWorker.Core.Lanes;

namespace TgWorker.Core.Tests.Lanes;

public sealed class LaneBlocksTests
{
    private static readonly LaneLook Free = new() { Lane = "main:5", Jobs = 3, IsReady = true, Workers = 2 };

    public static TheoryData<string, LaneLook, string[]> Looks => new()
    {
        { "ready", Free, ["waits for a free slot"] },
        { "ready for a while", Free with { ReadyFor = TimeSpan.FromSeconds(12) }, ["waits for a free slot for 12 s"] },
        { "empty", Free with { Jobs = 0, IsReady = false }, [] },
        { "runs", Free with { IsReady = false, Holder = Holder(5) with { Place = "web1, process 7" } },
            ["runs at worker w1 (web1, process 7) for 3.0 s"] },
        { "runs, cancelled", Free with { IsReady = false, Holder = Holder(5), CancelledBy = "ada\u001b@web1" },
            ["runs at worker w1 for 3.0 s; ada\\x1b@web1 cancelled it, and its handler has not ended yet"] },
        { "worker lost", Free with { IsReady = false, Holder = Holder(-61) },
            ["was run by worker w1, which lost its lease 61 s ago: any other worker takes it over"] },
        { "held by nobody known", Free with { IsReady = false, Holder = new LaneHolder("", default, default) },
            ["was run by a worker that nobody knows, which lost its lease 0.0 s ago: any other worker takes it over"] },
        { "a try failed", Free with { DueIn = TimeSpan.FromSeconds(90), Failures = 1 },
            ["waits for its next try after a failed one, in 90 s"] },
        { "tries failed", Free with { DueIn = TimeSpan.FromMinutes(5), Failures = 3, Lapses = 1 },
            ["waits for its next try after 3 failed ones, in 5 min"] },
        { "its handler asked", Free with { DueIn = TimeSpan.FromHours(25.1) },
            ["waits for the time that its handler asked for, in 25 h 6 min"] },
        { "workers died of it", Free with { DueIn = TimeSpan.FromSeconds(0.1), Lapses = 2 },
            ["waits for its next try after 2 workers died of it, in 0.1 s"] },
        { "stopped", Free with { IsReady = false, StoppedFor = "f1" }, ["is stopped for the failed job f1: retry it or forget it"] },
        { "stopped, empty", Free with { Jobs = 0, IsReady = false, StoppedFor = "f1\u001b[2J" },
            ["is stopped for the failed job f1\\x1b[2J: retry it or forget it"] },
        { "paused", Free with { IsReady = false, PausedSince = DateTimeOffset.UnixEpoch }, ["is paused by an operator"] },
        { "paused, empty", Free with { Jobs = 0, IsReady = false, PausedSince = DateTimeOffset.UnixEpoch }, ["is paused by an operator"] },
        {
            "paused while it runs", Free with { IsReady = false, PausedSince = DateTimeOffset.UnixEpoch, Holder = Holder(5) },
            ["runs at worker w1 for 3.0 s", "is paused by an operator: nothing follows the update that runs"]
        },
        { "queue paused", Free with { QueuePaused = true }, ["waits because the whole queue is paused"] },
        { "no worker", Free with { Workers = 0 }, ["waits because no worker is on the queue"] },
        {
            "everything", Free with { IsReady = false, StoppedFor = "f1", PausedSince = DateTimeOffset.UnixEpoch, QueuePaused = true,
                Workers = 0, DueIn = TimeSpan.FromDays(3) },
            [
                "is stopped for the failed job f1: retry it or forget it", "is paused by an operator",
                "waits because the whole queue is paused",
                "waits for the time that its handler asked for, in 3 days", "waits because no worker is on the queue",
            ]
        },
        { "stranded", Free with { IsReady = false }, ["is held by no worker and not to be served either: see 'tgworker doctor'"] },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public void Blocks_Look_SayWhatHoldsTheNextJobUp(string name, LaneLook look, string[] expected)
    {
        Assert.NotEmpty(name);
        Assert.Equal(expected, look.Blocks.Select(block => block.Text));
        Assert.Equal(expected.Length, look.Blocks.Select(block => block.Kind).Distinct().Count());
    }

    private static LaneHolder Holder(int left) => new("w1", TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(left));
}
