using TgWorker.Core.Queues;
using TgWorker.Sqlite.Steps;

namespace TgWorker.Sqlite.Sessions;

/// <summary>
/// The jobs this worker runs of which others died. It runs one at a time, so that the innocent are not killed along with it.
/// </summary>
internal sealed class Suspects
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _lanes = new(StringComparer.Ordinal);

    public bool IsEmpty
    {
        get
        {
            lock (_lock)
            {
                return _lanes.Count == 0;
            }
        }
    }

    public void Add(Delivery delivery)
    {
        if (delivery.Lapses >= GrantStep.SuspectAfter)
        {
            lock (_lock)
            {
                _lanes.Add(delivery.Lane);
            }
        }
    }

    public void Remove(Delivery delivery)
    {
        if (delivery.Lapses >= GrantStep.SuspectAfter)
        {
            lock (_lock)
            {
                _lanes.Remove(delivery.Lane);
            }
        }
    }
}
