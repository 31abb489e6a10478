using TgWorker.Core.Queues;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>
/// What the user of the connection may not do: without scripts a worker can do nothing, and what may not be looked at is not known.
/// </summary>
internal sealed class RightsCheck : ICheck
{
    private const string UnseenWithoutInfo = "eviction, persistence, memory, refused writes and other databases";

    public string Name => "rights";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        if (await RefusalAsync(examination, "EVAL", "return redis.call('EXISTS', KEYS[1])", 1, examination.Keys.List)
            .ConfigureAwait(false) is { } why)
        {
            yield return new Finding(
                Name, "EVAL", $"the user may not run scripts on the queue's keys, so that no worker can take an update: {why}",
                "give it the rights of docs/operating.md (ACL SETUSER: +@all -@admin -@dangerous on the queue's keys)");
        }

        if (examination.Info.Count == 0)
        {
            yield return Unseen("INFO", UnseenWithoutInfo, "+info");
        }

        if (await RefusalAsync(examination, "CONFIG", "GET", "save").ConfigureAwait(false) is not null)
        {
            yield return Unseen("CONFIG GET", "whether Redis saves snapshots to disk", "+config|get");
        }
    }

    private Finding Unseen(string command, string what, string right) =>
        new(Name, command, $"the user may not ask this, so these were not looked at: {what}",
            $"give it the right {right}, or run doctor as another user") { IsNote = true };

    /// <summary>Why a command is refused; null when it is not.</summary>
    private static async Task<string?> RefusalAsync(Examination examination, string command, params object[] arguments)
    {
        try
        {
            await examination.Connection.ExecuteAsync(command, arguments).ConfigureAwait(false);
            return null;
        }
        catch (QueueUnavailableException exception) when (!exception.MayHaveHappened)
        {
            return exception.Message;
        }
    }
}
