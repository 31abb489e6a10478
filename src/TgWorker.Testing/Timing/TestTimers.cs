using System.Text.Json;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;

namespace TgWorker.Testing.Timing;

/// <summary>The queue's timers, in the test; they go off when the test lets time pass.</summary>
internal sealed class TestTimers(TimeProvider time) : IQueueTimers
{
    private readonly Dictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>Those that are pending, the next one first.</summary>
    public IReadOnlyList<PendingTimer> Pending =>
        [.. _waiting.Values.OrderBy(its => its.Due).ThenBy(its => its.Number).Select(its => its.Shown)];

    /// <summary>When the next one is due; null for none.</summary>
    public DateTimeOffset? NextDue => _waiting.Count == 0 ? null : _waiting.Values.Min(its => its.Due);

    public Task<bool> SetAsync(NewTimer timer, Delivery? by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        var due = TimerDue.Of(timer, time.GetUtcNow());
        var id = IdOf(timer.Place, timer.Name);
        _waiting[id] = new Waiting(id, due, timer, TimerEntry.Write(timer, due), ++_number);
        return Task.FromResult(true);
    }

    public Task<bool?> CancelAsync(TimerPlace place, string name, Delivery? by, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(place);
        return Task.FromResult<bool?>(_waiting.Remove(IdOf(place, name)));
    }

    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_waiting.Remove(id));

    public async IAsyncEnumerable<PendingTimer> ListAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var timer in Pending)
        {
            yield return timer;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the next one that is due by now, as the update it becomes; null when none is. One that is too late is skipped.
    /// </summary>
    public TestUpdate? TakeDue()
    {
        while (_waiting.Values.OrderBy(its => its.Due).ThenBy(its => its.Number).FirstOrDefault() is { } next
            && next.Due <= time.GetUtcNow())
        {
            _waiting.Remove(next.Id);
            if (next.Timer.Repeat?.Next(next.Due, time.GetUtcNow()) is { } again)
            {
                _waiting[next.Id] = next with { Due = again, Entry = TimerEntry.Renew(next.Entry, again)! };
            }

            if (next.Timer.NotLaterThan is not { } late || time.GetUtcNow() - next.Due <= late)
            {
                var update = JsonElement.Parse(next.Entry).GetProperty("data").GetProperty("update");
                return TestUpdate.FromJson(update.GetRawText(), next.Timer.Place.Bot);
            }
        }

        return null;
    }

    private static string IdOf(TimerPlace place, string name) => FormattableString.Invariant($"{place.Bot}:{place.Chat}/{name}");

    private sealed record Waiting(string Id, DateTimeOffset Due, NewTimer Timer, byte[] Entry, long Number)
    {
        public PendingTimer Shown => new(Id, Due, Timer.Repeat, Timer.NotLaterThan);
    }
}
