using System.Globalization;
using System.Text;
using TgWorker.Model.Comparing;
using TgWorker.Model.Specification;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Tests.Model;

/// <summary>What a queue's tables say, and what they must say after the specification, in the same words.</summary>
internal sealed class DatabaseText(RawConnection connection)
{
    private readonly Statement _list = connection.Prepare("SELECT job.payload FROM list JOIN job ON job.id = list.job ORDER BY seq");
    private readonly Statement _gaps = connection.Prepare("SELECT count(*) = coalesce(max(seq) - min(seq) + 1, 0) FROM list");
    private readonly Statement _lanes = connection.Prepare(
        "SELECT lane.id, fence, head, tail, lapses, failures, ready, stopped, worker.name, job.payload, lane.worker FROM lane LEFT "
            + "JOIN worker ON worker.id = lane.worker LEFT JOIN job ON job.id = lane.job ORDER BY lane.id");

    private readonly Statement _waiting =
        connection.Prepare("SELECT n, job.payload FROM waiting LEFT JOIN job ON job.id = waiting.job WHERE lane = ?1 ORDER BY n");
    private readonly Statement _workers = connection.Prepare("SELECT name, until FROM worker ORDER BY name");
    private readonly Statement _failed = connection.Prepare("SELECT id, failed_at, lane, payload FROM failed ORDER BY id");
    private readonly Statement _seen = connection.Prepare("SELECT bits FROM seen WHERE bot = 'bot' AND block = 0");
    private readonly Statement _queue =
        connection.Prepare("SELECT fence, (SELECT count(*) FROM job), (SELECT count(*) FROM waiting) FROM queue");
    private readonly Statement _head = connection.Prepare("SELECT head FROM lane WHERE id = ?1");

    public long HeadOf(long lane) => _head.Bind(1, lane).ReadNumber() ?? -1;

    public string Read()
    {
        var text = new StringBuilder("list");
        while (_list.Read())
        {
            text.Append(' ').Append(NamedJobs.Number(_list.Bytes(0)));
        }

        text.Append(_gaps.ReadNumber() == 1 ? "\n" : " with gaps\n");
        while (_lanes.Read())
        {
            AddLane(text);
        }

        while (_workers.Read())
        {
            text.Append(CultureInfo.InvariantCulture, $"worker {_workers.Text(0)} {_workers.Number(1) / 1000}\n");
        }

        while (_failed.Read())
        {
            text.Append(CultureInfo.InvariantCulture,
                $"failed {_failed.Text(0)} {_failed.Number(1)} {_failed.Text(2)} {NamedJobs.Number(_failed.Bytes(3))}\n");
        }

        _queue.Read();
        text.Append(CultureInfo.InvariantCulture,
            $"fence {_queue.Number(0)}, {_queue.Number(1)} jobs, {_queue.Number(2)} waiting, seen {_seen.ReadNumber() ?? 0}");
        _queue.Reset();
        return text.ToString();
    }

    public static string Of(QueueState state)
    {
        var text = new StringBuilder("list");
        state.List.ForEach(job => text.Append(' ').Append(job));
        text.Append('\n');
        for (var lane = 0; lane < state.Lanes.Length; lane++)
        {
            AddLane(text, state, lane);
        }

        for (var worker = 0; worker < state.Expiry.Length; worker++)
        {
            if (state.Expiry[worker] != QueueState.None)
            {
                text.Append(CultureInfo.InvariantCulture, $"worker {Naming.Worker(worker)} {state.Expiry[worker]}\n");
            }
        }

        foreach (var failed in state.Failed.OrderBy(failed => Naming.Failed(failed.Id), StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"failed {Naming.Failed(failed.Id)} {failed.At} {Naming.Lane(Naming.Facts[failed.Job].Lane)} {failed.Job}\n");
        }

        var jobs = state.List.Count + state.Lanes.Sum(lane => lane?.Jobs.Length ?? 0);
        var waiting = state.Lanes.Sum(lane => Math.Max((lane?.Jobs.Length ?? 0) - 1, 0));
        text.Append(CultureInfo.InvariantCulture, $"fence {state.Fence}, {jobs} jobs, {waiting} waiting, seen {state.Seen}");
        return text.ToString();
    }

    private void AddLane(StringBuilder text)
    {
        var (lane, head, tail) = (_lanes.Number(0), _lanes.Number(2), _lanes.Number(3));
        var isEmpty = head > tail && _lanes.IsNull(7);
        text.Append(CultureInfo.InvariantCulture, $"lane {lane} fence {_lanes.Number(1)}");
        if (!isEmpty)
        {
            text.Append(CultureInfo.InvariantCulture, $" from {head}:");
        }

        if (!_lanes.IsNull(9))
        {
            text.Append(' ').Append(NamedJobs.Number(_lanes.Bytes(9)));
        }

        _waiting.Bind(1, lane);
        for (var n = head + 1; _waiting.Read(); n++)
        {
            text.Append(' ').Append(_waiting.Number(0) != n ? "gap" : _waiting.IsNull(1) ? "missing" : NamedJobs.Number(_waiting.Bytes(1)));
        }

        text.Append(CultureInfo.InvariantCulture, $" tries {_lanes.Number(4)} {_lanes.Number(5)}");
        text.Append(CultureInfo.InvariantCulture,
            $" ready {(_lanes.NumberOrNull(6) is { } ready ? ready / 1000 : -1)} stopped {_lanes.TextOrNull(7)}");
        text.Append(CultureInfo.InvariantCulture, $" held {_lanes.TextOrNull(8) ?? (_lanes.IsNull(10) ? "" : "by nobody known")}\n");
    }

    private static void AddLane(StringBuilder text, QueueState state, int lane)
    {
        text.Append(CultureInfo.InvariantCulture, $"lane {lane} fence {state.Lanes[lane]?.Fence ?? 0}");
        if (state.Lanes[lane] is { } its)
        {
            text.Append(CultureInfo.InvariantCulture, $" from {its.Head}:");
            foreach (var job in its.Jobs)
            {
                text.Append(' ').Append(job);
            }
        }

        var (lapses, failures) = state.Tries[lane] ?? (0, 0);
        var holder = Enumerable.Range(0, Naming.Workers).Where(worker => state.Holds(worker, lane)).Select(Naming.Worker).FirstOrDefault();
        text.Append(CultureInfo.InvariantCulture, $" tries {lapses} {failures} ready {state.Ready[lane]}");
        text.Append(CultureInfo.InvariantCulture,
            $" stopped {(state.Stopped[lane] is { } stopped ? Naming.Failed(stopped) : "")} held {holder}\n");
    }
}
