using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Leasing;

/// <summary>Renews a worker's lease, sets the lanes of dead workers free, and gives everything up at the end.</summary>
internal sealed partial class LeaseRenewer(
    LeaseHolder holder, PinnedConnection connection, QueueKeys keys, Action<string> unleft, TimeProvider time, ILogger logger)
{
    private long? _restartAtJoin;

    /// <summary>Renews the lease and reads what operators want.</summary>
    /// <exception cref="LeaseLostException">The lease has lapsed.</exception>
    public async ValueTask<Renewal> RenewAsync(CancellationToken cancellationToken)
    {
        await holder.EnterAsync(cancellationToken).ConfigureAwait(false);
        var sent = time.GetTimestamp();
        RedisResult[] answer;
        try
        {
            answer = (RedisResult[])(await connection.EvaluateAsync(
                RedisScript.Renew,
                [keys.Workers, keys.Ready, keys.Paused, keys.Restart, keys.Cancelled, keys.Lanes, keys.Holding(holder.Name)],
                [holder.Name, holder.LeaseMilliseconds]).ConfigureAwait(false))!;
        }
        finally
        {
            holder.Exit();
        }

        var first = (long)answer[0];
        if (first == -1)
        {
            await holder.ReportLossAsync().ConfigureAwait(false);
            throw new LeaseLostException(holder.Name);
        }

        holder.NoteRenewal(sent);
        var restart = (long)answer[1];
        _restartAtJoin ??= restart;
        var (cancelled, lapsed) = Renewal.Read(answer);
        var recovered = 0;
        foreach (var worker in holder.MustWait ? [] : lapsed)
        {
            recovered += await RecoverAsync(worker).ConfigureAwait(false);
        }

        return new Renewal(first == 1, restart != _restartAtJoin, (long)answer[2], cancelled, lapsed, recovered);
    }

    /// <summary>Ends the incarnation: the lanes it holds go to the front.</summary>
    public async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await holder.EnterToLeaveAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // Its name means there what it meant here, or nothing.
                connection.Pin();
                await LeaveAsync(holder.Name, connection, keys).ConfigureAwait(false);
            }
            finally
            {
                holder.Exit();
            }
        }
        catch (QueueUnavailableException)
        {
            unleft(holder.Name);
            throw;
        }
    }

    /// <summary>Ends an incarnation: the lanes it holds go to the front.</summary>
    public static Task LeaveAsync(string name, RedisCommands connection, QueueKeys keys) => connection.EvaluateAsync(
        RedisScript.Leave, [keys.Workers, keys.Holding(name), keys.Lanes, keys.Ready, keys.Sorter], [name]);

    private async Task<int> RecoverAsync(string lapsed)
    {
        var lanes = (int)await connection.EvaluateAsync(
            RedisScript.Recover, [keys.Workers, keys.Holding(lapsed), keys.Lanes, keys.Ready, keys.Tries], [lapsed]).ConfigureAwait(false);
        if (lanes > 0)
        {
            LanesRecovered(logger, lapsed, lanes);
        }

        return lanes;
    }

    [LoggerMessage(210, LogLevel.Warning, "Worker {Worker} lost its lease: other workers take over {Lanes} of its chats")]
    private static partial void LanesRecovered(ILogger logger, string worker, int lanes);
}
