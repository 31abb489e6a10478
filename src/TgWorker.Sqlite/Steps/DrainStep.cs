using TgWorker.Core.Jobs;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>
/// Puts jobs of lanes back on the list, before everything that stands there, so many at a time: the last ones of a lane first. So a
/// lane's jobs are in order at every moment, whoever sorts in between.
/// </summary>
internal sealed class DrainStep(RawConnection connection, SqlTexts sql, IJobReader reader)
{
    private readonly Statement _held = connection.Prepare(sql["operate.held"]);
    private readonly Statement _lane = connection.Prepare(sql["operate.lane"]);
    private readonly Statement _last = connection.Prepare(sql["operate.last"]);
    private readonly Statement _cut = connection.Prepare(sql["operate.cut"]);
    private readonly Statement _setTail = connection.Prepare(sql["operate.set_tail"]);
    private readonly Statement _drain = connection.Prepare(sql["operate.drain"]);
    private readonly Statement _front = connection.Prepare(sql["operate.front"]);
    private readonly Statement _putBefore = connection.Prepare(sql["operate.put_before"]);
    private readonly Statement _payload = connection.Prepare(sql["operate.payload"]);
    private readonly Statement _forgetSeen = connection.Prepare(sql["operate.forget_seen"]);

    /// <summary>A lane that a worker holds; null when there is none.</summary>
    public string? FindHeld() => _held.ReadText();

    /// <summary>Puts the last jobs of a lane back, of a lane that stopped as well: it stops no longer when it is empty.</summary>
    /// <returns>How many; -1 when a worker runs its head.</returns>
    public int Drain(Transaction transaction, long lane, int most)
    {
        if (!_lane.Bind(1, lane).Read())
        {
            return 0;
        }

        var (isRun, head, tail, job) = (_lane.Number(0) != 0, _lane.Number(1), _lane.Number(2), _lane.NumberOrNull(3));
        _lane.Reset();
        if (isRun)
        {
            return -1;
        }

        var jobs = Last(lane, most);
        if (jobs.Count >= tail - head && jobs.Count < most)
        {
            if (job is { } first)
            {
                jobs.Add((head, first));
            }

            _drain.Bind(1, lane).Run();
        }
        else if (jobs.Count > 0)
        {
            _setTail.Bind(1, lane).Bind(2, jobs[^1].N - 1).Run();
        }

        if (jobs.Count > 0)
        {
            _cut.Bind(1, lane).Bind(2, jobs[^1].N).Run();
            PutBefore(jobs);
            transaction.MayGive = true;
        }

        return jobs.Count;
    }

    private List<(long N, long Job)> Last(long lane, int most)
    {
        var jobs = new List<(long, long)>();
        _last.Bind(1, lane).Bind(2, most);
        while (_last.Read())
        {
            jobs.Add((_last.Number(0), _last.Number(1)));
        }

        return jobs;
    }

    private void PutBefore(List<(long N, long Job)> jobs)
    {
        var front = _front.ReadNumber() ?? 1;
        foreach (var (_, job) in jobs)
        {
            _putBefore.Bind(1, --front).Bind(2, job).Run();
            ForgetSeen(job);
        }
    }

    // It must not be taken for a duplicate of itself when it is sorted again.
    private void ForgetSeen(long job)
    {
        _payload.Bind(1, job).Read();
        var payload = _payload.Bytes(0);
        _payload.Reset();
        if (reader.Read(payload) is { UpdateId: >= 0 and var id } read)
        {
            _forgetSeen.Bind(1, read.Bot).Bind(2, read.DuplicateScope).Bind(3, SeenUpdates.BlockOf(id))
                .Bind(4, SeenUpdates.BitOf(id)).Run();
        }
    }
}
