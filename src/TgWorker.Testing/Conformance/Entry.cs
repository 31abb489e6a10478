using System.Text;
using TgWorker.Core.Jobs;

namespace TgWorker.Testing.Conformance;

/// <summary>
/// An entry as the suite writes it: <c>bot|lane|update_id|uuid|attempts|text</c>, the attempts followed by <c>@</c> and the unix
/// milliseconds of when it was pushed, if it says so.
/// </summary>
/// <param name="Lane">The lane.</param>
/// <param name="Text">Tells entries apart.</param>
public sealed record Entry(string Lane, string Text)
{
    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId { get; init; }

    /// <summary>The bot.</summary>
    public string Bot { get; init; } = "main";

    /// <summary>The job's uuid.</summary>
    public string? Uuid { get; init; }

    /// <summary>Attempts made elsewhere.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was pushed; null (the default) where it does not say so.</summary>
    public DateTimeOffset? PushedAt { get; init; }

    /// <summary>The entry's bytes.</summary>
    public byte[] ToBytes() => Encoding.Latin1.GetBytes(
        $"{Bot}|{Lane}|{UpdateId}|{Uuid}|{Attempts}{(PushedAt is { } at ? "@" + at.ToUnixTimeMilliseconds() : "")}|{Text}");

    /// <summary>The text of a job that was written as an <see cref="Entry"/>.</summary>
    public static string TextOf(Job job) => Encoding.Latin1.GetString(job.Update.Span);
}
