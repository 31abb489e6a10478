using Microsoft.Data.Sqlite;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Waiting;

namespace TgWorker.Sqlite.Stores;

/// <summary>Takes the steps of several calls in one transaction, and answers them when it is committed.</summary>
internal sealed class Committer(QueueSteps steps, Bell bell, string path, TimeProvider time)
{
    // Whoever else wants to write waits for so long at most.
    private static readonly TimeSpan LongestTransaction = TimeSpan.FromMilliseconds(10);

    /// <summary>Whether the last transaction made pages free.</summary>
    public bool Freed { get; private set; }

    /// <summary>Commits the first of the calls: as many as can be run in a short time.</summary>
    /// <returns>How many were answered.</returns>
    public int Commit(ReadOnlySpan<WriteCall> calls)
    {
        try
        {
            return CommitTogether(calls);
        }
#pragma warning disable CA1031 // Whose error it is shows when each is alone; it is given to that one.
        catch (Exception)
#pragma warning restore CA1031
        {
            foreach (var call in calls)
            {
                CommitAlone(call);
            }

            return calls.Length;
        }
    }

    private int CommitTogether(ReadOnlySpan<WriteCall> calls)
    {
        var transaction = steps.Transaction;
        var done = 0;
        try
        {
            transaction.Begin();
            var began = time.GetTimestamp();
            do
            {
                calls[done].Run(steps);
                done++;
            }
            while (done < calls.Length && time.GetElapsedTime(began) < LongestTransaction);

            transaction.Commit();
        }
        catch
        {
            transaction.Rollback();
            throw;
        }

        Freed = transaction.Freed;
        foreach (var call in calls[..done])
        {
            call.Succeed();
        }

        if (transaction.MayGive)
        {
            bell.Ring();
        }

        return done;
    }

    private void CommitAlone(WriteCall call)
    {
        try
        {
            CommitTogether([call]);
        }
        catch (SqliteException exception)
        {
            call.Fail(SqliteFailure.For(exception, path));
        }
#pragma warning disable CA1031 // It is thrown again where the call was made.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            call.Fail(exception);
        }
    }
}
