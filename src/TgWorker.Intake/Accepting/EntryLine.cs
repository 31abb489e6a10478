using TgWorker.Core.Queues;

namespace TgWorker.Intake.Accepting;

/// <summary>
/// Pushes entries in the order in which they came, those that came while one push was under way together in the next: a busy queue is asked
/// less often, an idle one is asked at once.
/// </summary>
internal sealed class EntryLine(IIntakeQueue queue, IntakeGate gate)
{
    private const int MostEntries = 256;
    private const int MostBytes = 4 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<Place> _waiting = new();
    private bool _isSending;

    /// <summary>Pushes an entry.</summary>
    /// <returns>Ends when the queue has confirmed it.</returns>
    /// <exception cref="QueueUnavailableException">The queue did not take it, or its answer was lost.</exception>
    public Task PushAsync(NewEntry entry)
    {
        var place = new Place(entry);
        lock (_gate)
        {
            _waiting.Enqueue(place);
            if (_isSending)
            {
                return place.Task;
            }

            _isSending = true;
        }

        _ = SendAllAsync();
        return place.Task;
    }

    private async Task SendAllAsync()
    {
        var batch = new List<Place>();
        while (Take(batch))
        {
            var failure = await SendAsync(batch).ConfigureAwait(false);
            if (failure is not null)
            {
                // Those that wait would fail too, one time limit after the other.
                gate.Close(failure.Message);
                TakeAll(batch);
            }

            foreach (var place in batch)
            {
                if (failure is null)
                {
                    place.SetResult();
                }
                else
                {
                    place.SetException(failure);
                }
            }
        }
    }

    private async Task<QueueUnavailableException?> SendAsync(List<Place> batch)
    {
        try
        {
            await queue.PushAsync(batch.ConvertAll(place => place.Entry), CancellationToken.None).ConfigureAwait(false);
            gate.Used();
            return null;
        }
        catch (QueueUnavailableException e)
        {
            return e;
        }
#pragma warning disable CA1031 // Whatever it was, nobody may be left waiting, and nothing was confirmed.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new QueueUnavailableException($"The entries could not be pushed: {e.GetType().Name}", e, mayHaveHappened: true);
        }
    }

    private bool Take(List<Place> batch)
    {
        batch.Clear();
        lock (_gate)
        {
            var bytes = 0;
            while (batch.Count < MostEntries && bytes < MostBytes && _waiting.TryDequeue(out var place))
            {
                batch.Add(place);
                bytes += place.Entry.Payload.Length;
            }

            return _isSending = batch.Count > 0;
        }
    }

    private void TakeAll(List<Place> batch)
    {
        lock (_gate)
        {
            batch.AddRange(_waiting);
            _waiting.Clear();
        }
    }

    private sealed class Place(NewEntry entry) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public NewEntry Entry => entry;
    }
}
