using TgWorker.Cli;
using TgWorker.Core.Queues;

namespace TgWorker.Tests.Cli;

/// <summary>What an operator sees of <c>status</c> on a terminal.</summary>
public sealed class StatusScreenTests : IDisposable
{
    private static readonly string LongHost = string.Concat(Enumerable.Repeat("bot-worker-", 11));

    private readonly CommandLineRun _run = new();
    private readonly MemoryQueue _queue = new("telegram_updates");

    public StatusScreenTests()
    {
        _run.Queues.Add(_queue);
        _queue.Status = _queue.Status with
        {
            Hottest =
            [
                new LaneStatus("متجر:5", 120), new LaneStatus("🛒🛒🛒:7", 3),
                .. Enumerable.Range(0, 9).Select(n => new LaneStatus($"main:{n}", 1)),
            ],
            Workers = [.. Enumerable.Range(0, 3).Select(n => Worker(n == 0 ? LongHost : $"host-{n}"))],
        };
    }

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(160)]
    public async Task Status_LongNamesArabicAndEmoji_FitAndLoseNothing(int width)
    {
        _run.TerminalWidth = width;

        Assert.Equal(0, await _run.RunAsync("status"));

        var lines = _run.Out.Split('\n');
        Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 0, width));
        Assert.DoesNotContain("…", _run.Out, StringComparison.Ordinal);
        var table = lines.SkipWhile(line => !line.Contains("HOST", StringComparison.Ordinal)).Skip(1).ToList();
        Assert.Contains(LongHost, string.Concat(table.Select(line => line.Trim().Split(' ')[^1])), StringComparison.Ordinal);
        Assert.Contains("متجر:5 (120)", _run.Out, StringComparison.Ordinal);
        Assert.Contains("🛒🛒🛒:7 (3)", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_EachFrame_IsOneWriteThatPaintsOverTheOneBefore()
    {
        (_run.TerminalWidth, _run.Time) = (80, new HastyTime());
        EndAfter(looks: 3);

        await _run.RunAsync("status", "--watch");

        var frames = _run.Out.Split("\e[?2026h")[1..];
        Assert.Equal(3, frames.Length);
        Assert.All(frames, frame =>
        {
            Assert.EndsWith("\e[J\e[?2026l", frame, StringComparison.Ordinal);
            Assert.Equal(1, frame.Split("\e[J").Length - 1);
            Assert.DoesNotContain("\e[2J", frame, StringComparison.Ordinal);
            Assert.DoesNotContain("\e[H", frame, StringComparison.Ordinal);
        });
        Assert.All(frames[1..], frame => Assert.Matches("^\r\e\\[[0-9]+Atelegram_updates", frame));
    }

    [Fact]
    public async Task Watch_MoreLinesThanTheTerminal_SaysHowManyAreMissing()
    {
        (_run.TerminalWidth, _run.TerminalHeight, _run.Time) = (80, 6, new HastyTime());
        EndAfter(looks: 1);

        await _run.RunAsync("status", "--watch");

        var lines = _run.Out.Split('\n');
        Assert.Equal(5, lines.Length);
        Assert.Contains("lines more: enlarge the window", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("🛒🛒🛒", 5, "🛒🛒…")]
    public void Cut_ByColumns_NeverSplitsACharacter(string text, int columns, string cut)
    {
        Assert.Equal(cut, TextWidth.Cut(text, columns));
        Assert.InRange(TextWidth.Of(TextWidth.Pad(text, 20)), 20, 20);
    }

    private void EndAfter(int looks)
    {
        var left = looks;
        _queue.OnLook = () =>
        {
            if (--left < 0)
            {
                throw new QueueUnavailableException("the test is over");
            }
        };
    }

    private static WorkerStatus Worker(string host) => new(host + ":7:ab", 2, TimeSpan.FromSeconds(7.5))
    {
        Replica = new ReplicaInfo
        {
            Host = host, ProcessId = 4_194_304, Version = "0.2.0", StartedAt = DateTimeOffset.UnixEpoch,
            Lease = TimeSpan.FromSeconds(10), Load = new WorkerLoad(64, 64, 100, 2), FinishedPerSecond = 25_803.4,
        },
    };

    /// <summary>Waits are over as soon as they begin.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
