using TgWorker.Core.Jobs;
using TgWorker.Core.Text;

namespace TgWorker.Core.Queues;

/// <summary>
/// What all workers on a queue must agree on, for its chats to stay in order: kept with the queue, and compared when a worker joins.
/// </summary>
/// <param name="reader">Decides a job's lane.</param>
/// <param name="queue">The queue's key.</param>
/// <param name="take">Which end of the list holds the oldest entry, where that can be chosen.</param>
internal sealed class SharedSettings(IJobReader reader, string queue, string? take = null)
{
    /// <summary>The name of the one that says what the lanes are ordered by.</summary>
    public const string OrderBy = "order_by";

    private const string Take = "take";
    private const string Format = "format";
    private const int Shown = 300;

    // Grows when workers of an older version could no longer read what lies in the lanes.
    private const string ThisFormat = "1";

    private readonly IReadOnlyList<SharedReading> _readings = reader.SharedOn(queue);

    /// <summary>Names and values.</summary>
    public IReadOnlyList<(string Name, string Value)> Values =>
    [
        (Format, ThisFormat), (OrderBy, reader.OrderedBy), .. take is null ? [] : (ReadOnlySpan<(string, string)>)[(Take, take)],
        .. _readings.Select(reading => (reading.Name, reading.Value)),
    ];

    /// <summary>The names of those that decide a job's lane.</summary>
    public string[] Names => [OrderBy, .. _readings.Select(reading => reading.Name)];

    /// <summary>The first of <see cref="Names"/> that is another here than what the queue has, as half a sentence; null for none.</summary>
    /// <param name="kept">What the queue has, in the order of the names; null for what it does not know yet.</param>
    /// <param name="here">Who has these settings, such as <c>this command</c>.</param>
    public string? Difference(IReadOnlyList<string?> kept, string here)
    {
        string[] ours = [reader.OrderedBy, .. _readings.Select(reading => reading.Value)];
        for (var i = 0; i < ours.Length; i++)
        {
            if (kept[i] is { } other && other != ours[i])
            {
                return Say(Names[i], other, here);
            }
        }

        return null;
    }

    /// <summary>Why a worker cannot join a queue, and what to do.</summary>
    /// <param name="name">The queue's name.</param>
    /// <param name="setting">The setting that differs.</param>
    /// <param name="kept">What the queue has.</param>
    public QueueUnsupportedException Refuse(string name, string setting, string kept) => new(
        $"Queue '{name}' {Say(setting, kept, "this worker")}. Updates would get out of order, so this worker does not join. Start it with "
            + "the queue's setting; or, to change it, stop all workers, run 'tgworker drain' and start them with the new one.");

    private string Say(string setting, string kept, string here)
    {
        kept = SafeText.Of(kept, Shown);
        return setting switch
        {
            OrderBy => $"orders its updates by '{kept}', and {here} by '{reader.OrderedBy}' (--order-by)",
            Take => $"is taken from its {kept}, and by {here} from its {take} (Queue:Take)",
            _ when _readings.FirstOrDefault(reading => reading.Name == setting) is { } reading =>
                $"is read with {kept}, and by {here} with {SafeText.Of(reading.Value, Shown)} ({reading.Option})",
            _ => $"is kept in format {kept}, and this version of tgworker knows format {ThisFormat}",
        };
    }
}
