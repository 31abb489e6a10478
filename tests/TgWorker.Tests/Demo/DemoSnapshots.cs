using TgWorker.Core.Queues;
using TgWorker.Demo;

namespace TgWorker.Tests.Demo;

internal static class DemoSnapshots
{
    private static IReadOnlyList<ChatResult> Results { get; } =
        [new(9_995, 1, true), new(9_996, 2, true), new(9_997, 3, false), new(9_998, 1, true), new(9_999, 1, true)];

    /// <summary>A demo that has run for hours: every number as wide as it may get.</summary>
    public static DemoSnapshot Large { get; } = new()
    {
        Elapsed = TimeSpan.FromSeconds(9_876),
        For = TimeSpan.FromSeconds(9_999),
        Queue = Status(failed: 12_345, held: 16),
        Messages = 1_234_567,
        Repetitions = 45_678,
        Handled = 1_222_222,
        Retries = 23_456,
        Violations = 0,
        PerSecond = 132.4,
        History = [.. Enumerable.Range(0, 60).Select(second => 100.0 + second)],
        ChatCount = 36,
        Chats = [.. DemoChats.Create().Take(DemoChats.Shown).Select(chat => (Chat: chat, Latest: Results))],
    };

    public static QueueStatus Status(long failed = 0, long held = 0, long unfinished = 0) => new()
    {
        Queue = "demo",
        Pending = 0,
        Delayed = 0,
        InLanes = unfinished,
        Lanes = unfinished,
        Held = held,
        Ready = 0,
        Stopped = 0,
        Failed = failed,
        Paused = false,
    };
}
