using System.Text.Json;
using TgWorker.Core.Lanes;
using TgWorker.Core.Updates;

namespace TgWorker.Dashboard.Pages.Chats;

/// <summary>An update in a chat's line, without anything that a user wrote.</summary>
/// <param name="Position">Where it stands; 1 is the first.</param>
/// <param name="UpdateId">Telegram's <c>update_id</c>.</param>
/// <param name="Kind">What it is, such as <c>message</c>.</param>
/// <param name="PushedAt">When it was pushed, where it says so.</param>
/// <param name="Bytes">The length of its entry.</param>
/// <param name="Problem">Why it cannot be read; null when it can.</param>
/// <param name="Handle">Names it to the queue.</param>
internal sealed record ChatLineUpdate(
    long Position, long? UpdateId, string Kind, DateTimeOffset? PushedAt, int Bytes, string? Problem, string Handle)
{
    public static ChatLineUpdate Of(LaneJob job) => new(
        job.Position + 1, job.Job.UpdateId, job.Job.Problem is null ? KindOf(job) : "unreadable", job.Job.PushedAt, job.Job.Payload.Length,
        job.Job.Problem, job.Handle);

    private static string KindOf(LaneJob job)
    {
        try
        {
            return new UpdateView(job.Job.Update).KindName ?? "";
        }
        catch (JsonException)
        {
            return "";
        }
    }
}
