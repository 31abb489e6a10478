using TgWorker.Core.FailedJobs;
using TgWorker.Model.Comparing;
using TgWorker.Model.Specification;
using TgWorker.Sqlite.Clocks;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;
using TgWorker.TestSupport.Time;

namespace TgWorker.Sqlite.Tests.Model;

/// <summary>A queue in memory, driven step by step, on a clock that moves only when a step says so.</summary>
internal sealed class ComparedQueue : IDisposable
{
    public const long Lease = 10_000;

    private const long Millisecond = 1_000;

    private static readonly string[] Tables = ["job", "list", "lane", "waiting", "seen", "worker", "failed"];

    private readonly RawConnection _connection;
    private readonly FakeTime _time = new();
    private readonly QueueSteps _steps;
    private readonly long[] _workers = new long[Naming.Workers];

    /// <param name="sql">The statements; one of them may lack something.</param>
    /// <param name="start">The first moment, in µs.</param>
    public ComparedQueue(SqlTexts sql, long start)
    {
        (_connection, _) = QueueFile.Open(new FileSettings(FileSettings.InMemory, "q", Flush: false), sql, _time);
        var clock = new QueueClock(_time, start - QueueClock.Monotonic(_time));
        _steps = new QueueSteps(_connection, sql, clock, new NamedJobs(), TimeSpan.FromDays(10_000), largestEntry: 1_000);
        Text = new DatabaseText(_connection);
        Start();
    }

    /// <summary>What the tables say.</summary>
    public DatabaseText Text { get; }

    /// <summary>Takes a step; the answer in the specification's words.</summary>
    public long[] Take(Step step)
    {
        if (step is Step.Pass pass)
        {
            _time.Advance(TimeSpan.FromMicroseconds(pass.Microseconds));
            return [];
        }

        var transaction = _steps.Transaction;
        transaction.Begin();
        try
        {
            var answer = Take(step, transaction);
            transaction.Commit();
            return answer;
        }
        catch
        {
            transaction.Rollback();
            throw;
        }
    }

    public void Dispose() => _connection.Dispose();

    // Lanes that come due at one moment are granted in the order of their numbers, which is to be that of the specification.
    private void Start()
    {
        foreach (var table in Tables)
        {
            _connection.Execute($"DELETE FROM {table}");
        }

        for (var lane = 0; lane < Naming.Lanes; lane++)
        {
            _connection.Prepare("INSERT INTO lane (id, key) VALUES (?1, ?2)").Bind(1, lane).Bind(2, Naming.Lane(lane)).Run();
        }

        Array.Fill(_workers, -1);
    }

    private long[] Take(Step step, Transaction transaction) => step switch
    {
        Step.Push push => Push(transaction, push.Job),
        Step.Join join => Join(transaction, join.Worker),
        Step.Claim claim => WhileLive(transaction, claim.Worker, () => Claim(transaction, claim)),
        Step.Sort sort => WhileLive(transaction, sort.Worker, () => Sort(transaction, sort)),
        Step.Finish finish => WhileLive(transaction, finish.Worker, () => Finish(transaction, finish)),
        Step.Fail fail => WhileLive(transaction, fail.Worker, () => Fail(transaction, fail)),
        Step.Park park => WhileLive(transaction, park.Worker, () =>
            [_steps.Settling.Park(transaction, Of(park.Worker, park.Run), park.Delay * Millisecond, park.Failures) ? 1 : 0]),
        Step.NoteFailures note =>
            WhileLive(transaction, note.Worker, () => [_steps.Settling.NoteFailures(Of(note.Worker, note.Run), note.Failures) ? 1 : 0]),
        Step.Renew renew => Renew(transaction, renew.Worker),
        Step.Recover recover => [_steps.Leases.Recover(transaction, _workers[recover.Worker])],
        Step.Leave leave => [_steps.Leases.Leave(transaction, _workers[leave.Worker])],
        Step.RetryFailed retry =>
            [_steps.Failed.Retry(transaction, Naming.Lane(retry.Lane), retry.AtTail, [.. retry.Ids.Select(Naming.Failed)]).Count],
        Step.Forget forget => [_steps.Failed.Forget(transaction, Naming.Failed(forget.Id)) ? 1 : 0],
        Step.Clear clear => [_steps.Clearing.ClearLane(transaction, clear.Lane, int.MaxValue)],
        Step.Drain drain => [_steps.Draining.Drain(transaction, drain.Lane, int.MaxValue)],
        Step.FenceForgotten => Forget(),
        _ => throw new InvalidOperationException($"{step} does not happen here."),
    };

    private long[] WhileLive(Transaction transaction, int worker, Func<long[]> take) =>
        _steps.Leases.Holds(transaction, _workers[worker]) ? take() : [-1];

    private long[] Push(Transaction transaction, int job)
    {
        _steps.Pushing.Push(transaction, NamedJobs.Payload(job));
        return [];
    }

    private long[] Join(Transaction transaction, int worker)
    {
        var joined = _steps.Leases.Join(transaction, new WorkerCard(Naming.Worker(worker), Lease * Millisecond, "host", 1, "1", 0));
        _workers[worker] = joined ?? _workers[worker];
        return [joined is null ? 0 : 1];
    }

    private long[] Claim(Transaction transaction, Step.Claim claim)
    {
        var granted = new List<Grant>();
        _steps.Granting.Grant(transaction, _workers[claim.Worker], claim.Slots, int.MaxValue, granted);
        return [.. granted.SelectMany(grant => (long[])[Naming.Lane(grant.Key), grant.Fence, grant.Lapses, grant.Failures])];
    }

    private long[] Sort(Transaction transaction, Step.Sort sort)
    {
        var granted = new List<Grant>();
        var (_, duplicates, _) = _steps.Sorting.Sort(
            transaction, _workers[sort.Worker], sort.Entries.Length, int.MaxValue, granted, EntriesAhead.None);
        return
        [
            _connection.AskNumber("SELECT count(*) FROM list"), duplicates,
            .. granted.SelectMany(
                grant => (long[])[Array.IndexOf(sort.Entries, NamedJobs.Number(grant.Payload.ToArray())) + 1, grant.Fence]),
        ];
    }

    private long[] Finish(Transaction transaction, Step.Finish finish)
    {
        var answers = finish.Runs.Select(run => _steps.Settling.Finish(transaction, Of(finish.Worker, run), finish.TakeNext)).ToList();
        var next = answers.Where(answer => answer.Next is not null).Select(answer => answer.Next!.Value).ToList();
        return
        [
            .. answers.Select(answer => answer.Next?.Fence ?? (answer.Accepted ? 1 : 0)), .. next.Select(grant => Text.HeadOf(grant.Lane)),
            .. next.Select(grant => (long)NamedJobs.Number(grant.Payload.ToArray())),
        ];
    }

    private long[] Fail(Transaction transaction, Step.Fail fail)
    {
        var facts = Naming.Facts[fail.Run.Job];
        var failed = new FailedJob
        {
            Id = Naming.Failed(new FailedId(facts.Uuid, 0)),
            Queue = "q",
            Lane = Naming.Lane(fail.Run.Lane),
            Bot = "bot",
            UpdateId = facts.Update,
            FailedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(transaction.Now),
            Attempts = 1,
            Error = "no",
            Worker = Naming.Worker(fail.Worker),
            Payload = Array.Empty<byte>(),
        };
        var answer = _steps.Settling.Fail(transaction, Of(fail.Worker, fail.Run), failed, fail.Hold, fail.TakeNext);
        return answer.Next is { } next
            ? [next.Fence, Text.HeadOf(next.Lane), NamedJobs.Number(next.Payload.ToArray())]
            : [answer.Accepted ? 1 : 0];
    }

    private long[] Renew(Transaction transaction, int worker) => _steps.Leases.Renew(transaction, _workers[worker], Lease * Millisecond)
        ? [.. _steps.Leases.Lapsed(transaction).Select(lapsed => long.Parse(lapsed.Name.AsSpan(1), provider: null)).Order()]
        : [-1];

    private long[] Forget()
    {
        _connection.Execute("UPDATE queue SET fence = 0");
        return [];
    }

    private HeldHead Of(int worker, Run run) => new(_workers[worker], run.Lane, Naming.Lane(run.Lane), run.Fence);
}
