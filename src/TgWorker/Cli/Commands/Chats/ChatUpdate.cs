using System.CommandLine;
using System.Globalization;
using TgWorker.Core.Lanes;
using TgWorker.Core.Queues;

namespace TgWorker.Cli.Commands.Chats;

/// <summary>One waiting update of a chat, named by its <c>update_id</c> or its position.</summary>
/// <param name="Queue">The queue it was found in.</param>
/// <param name="Job">The update.</param>
internal sealed record ChatUpdate(IUpdateQueue Queue, LaneJob Job)
{
    /// <summary>How far an <c>update_id</c> is looked for.</summary>
    public const int MostSearched = 1000;

    private const int Page = 100;

    /// <summary>The option that names an update by its id.</summary>
    public static Option<long?> UpdateOption(string description) => new("--update")
    {
        HelpName = "ID",
        Description = description,
        CustomParser = argument =>
        {
            if (long.TryParse(argument.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                return id;
            }

            argument.AddError($"--update: '{argument.Tokens[0].Value}' is not an update_id, which is a whole number");
            return null;
        },
    };

    /// <summary>Finds it in the first queue that has it; null when none has.</summary>
    public static async Task<ChatUpdate?> FindAsync(
        IReadOnlyList<IUpdateQueue> queues, string lane, long? update, long? position, CancellationToken cancel)
    {
        foreach (var queue in queues)
        {
            for (var from = position - 1 ?? 0; from < (position ?? MostSearched);)
            {
                var jobs = await queue.Lanes.ReadAsync(lane, from, position is null ? Page : 1, cancel);
                if (jobs.FirstOrDefault(job => update is null || job.Job.UpdateId == update) is { } found)
                {
                    return new ChatUpdate(queue, found);
                }

                if (jobs.Count == 0)
                {
                    break;
                }

                from = jobs[^1].Position + 1;
            }
        }

        return null;
    }
}
