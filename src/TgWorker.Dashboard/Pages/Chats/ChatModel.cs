using System.Text.Json.Serialization;
using TgWorker.Core.Lanes;
using TgWorker.Dashboard.Pages.Order;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>One chat: what it waits for, and its line.</summary>
internal sealed record ChatModel
{
    public required string Queue { get; init; }

    public required string Lane { get; init; }

    /// <summary>Whether its queue knows it: it has unfinished updates, or is stopped or paused.</summary>
    public required bool IsKnown { get; init; }

    /// <summary>Entries on the queue's list that are not sorted into chats yet: some may be this chat's.</summary>
    public required long Unsorted { get; init; }

    public long Updates { get; init; }

    /// <summary>What holds its next update up, the most important first.</summary>
    public IReadOnlyList<LaneBlock> Blocks { get; init; } = [];

    public string? StoppedFor { get; init; }

    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>Since when its bot is paused; null when it is not.</summary>
    public DateTimeOffset? BotPausedSince { get; init; }

    public int Failures { get; init; }

    public int Lapses { get; init; }

    public TimeSpan? DueIn { get; init; }

    /// <summary>How long nothing is sent to it yet, as Telegram has asked (429); null where it may be.</summary>
    public TimeSpan? SendsPauseFor { get; init; }

    /// <summary>Whether a worker runs the first update.</summary>
    public bool IsRunning { get; init; }

    public IReadOnlyList<ChatLineUpdate> Line { get; init; } = [];

    /// <summary>What became of its last tries, the newest first.</summary>
    public IReadOnlyList<TryModel> Tries { get; init; } = [];

    /// <summary>How bad it is.</summary>
    [JsonIgnore]
    public TroubleLevel? Level => Blocks.Select(block => LevelOf(block.Kind)).Min() ?? (SendsPauseFor is null ? null : TroubleLevel.Warn);

    public static ChatModel Of(string queue, string lane, long unsorted, LaneLook? look, IReadOnlyList<LaneJob> line) => new()
    {
        Queue = queue,
        Lane = lane,
        IsKnown = look is not null,
        Unsorted = unsorted,
        Updates = look?.Jobs ?? 0,
        Blocks = look?.Blocks ?? [],
        StoppedFor = look?.StoppedFor,
        PausedSince = look?.PausedSince,
        BotPausedSince = look?.BotPausedSince,
        Failures = look?.Failures ?? 0,
        Lapses = look?.Lapses ?? 0,
        DueIn = look?.DueIn,
        IsRunning = look?.Holder is { LeaseLeft.Ticks: > 0 },
        Line = [.. line.Select(ChatLineUpdate.Of)],
    };

    private static TroubleLevel? LevelOf(LaneBlockKind kind) => kind switch
    {
        LaneBlockKind.Running => null,
        LaneBlockKind.NoSlot or LaneBlockKind.Waiting or LaneBlockKind.WorkerLost => TroubleLevel.Warn,
        _ => TroubleLevel.Bad,
    };
}
