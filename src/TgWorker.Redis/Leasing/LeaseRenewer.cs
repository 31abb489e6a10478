using Microsoft.Extensions.Logging;
using StackExchange.Redis;
using TgWorker.Core.Queues;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Leasing;

/// <summary>Renews a worker's lease, sets the lanes of dead workers free, and gives everything up at the end.</summary>
internal sealed partial class LeaseRenewer(LeaseHolder holder, RedisConnection connection, QueueKeys keys, ILogger logger)
{
    private const int BeforeLapsed = 3;

    private long? _restartAtJoin;

    /// <summary>Renews the lease and reads what operators want.</summary>
    /// <exception cref="LeaseLostException">The lease has lapsed.</exception>
    public async ValueTask<Renewal> RenewAsync(CancellationToken cancellationToken)
    {
        await holder.EnterAsync(cancellationToken).ConfigureAwait(false);
        RedisResult[] answer;
        try
        {
            answer = (RedisResult[])(await connection.EvaluateAsync(
                RedisScript.Renew,
                [keys.Workers, keys.Ready, keys.Paused, keys.Restart],
                [holder.Name, holder.LeaseMilliseconds]).ConfigureAwait(false))!;
        }
        finally
        {
            holder.Exit();
        }

        var first = (long)answer[0];
        if (first == -1)
        {
            throw new LeaseLostException(holder.Name);
        }

        var restart = (long)answer[1];
        _restartAtJoin ??= restart;
        string[] lapsed = Array.ConvertAll(answer[BeforeLapsed..], static worker => (string)worker!);
        var recovered = 0;
        foreach (var worker in lapsed)
        {
            recovered += await RecoverAsync(worker).ConfigureAwait(false);
        }

        return new Renewal(first == 1, restart != _restartAtJoin, (long)answer[2], lapsed, recovered);
    }

    /// <summary>Ends the incarnation: the lanes it holds go to the front.</summary>
    public async ValueTask LeaveAsync(CancellationToken cancellationToken)
    {
        await holder.EnterToLeaveAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await connection.EvaluateAsync(
                RedisScript.Leave, [keys.Workers, keys.Holding(holder.Name), keys.Lanes, keys.Ready, keys.Sorter], [holder.Name]).ConfigureAwait(false);
        }
        finally
        {
            holder.Exit();
        }
    }

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

    [LoggerMessage(210, LogLevel.Warning, "Worker {Worker} lost its lease: {Lanes} of its chats go on elsewhere")]
    private static partial void LanesRecovered(ILogger logger, string worker, int lanes);
}
