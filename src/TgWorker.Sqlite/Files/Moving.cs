using TgWorker.Core.Queues;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Files;

/// <summary>Says of a file that its queue is copied elsewhere, or was.</summary>
/// <param name="Copy">Names the copy.</param>
/// <param name="Target">Where to, for a person.</param>
/// <param name="IsEnded">Whether all of it is there.</param>
internal sealed record Moving(string Copy, string Target, bool IsEnded)
{
    /// <summary>What a file says of itself; null when its queue is nowhere else.</summary>
    public static Moving? Read(RawConnection connection, SqlTexts sql)
    {
        if (connection.AskNumber(sql["moving.is_moving"]) == 0)
        {
            return null;
        }

        using var row = connection.PrepareOnce(sql["moving.read"]);
        return row.Read() ? new Moving(row.Text(0), row.Text(1), row.Number(2) != 0) : null;
    }

    /// <summary>Why a file cannot be worked on, and what to do.</summary>
    public QueueUnsupportedException Refuse(string path) => new(IsEnded
        ? $"{path}: this queue was copied to {Target}: work on it there (--redis); this file is no longer needed"
        : $"{path}: this queue is being copied to {Target}: run 'tgworker copy --to URL' again to go on with it, or with --cancel to "
            + $"stay here");
}
