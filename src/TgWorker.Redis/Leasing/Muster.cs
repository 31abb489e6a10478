using Microsoft.Extensions.Logging;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Leasing;

/// <summary>
/// Sees to it that nothing new is started on a server that is not the one of before (failed over to, restarted, restored from a
/// copy) until all workers have come over to it or their leases have lapsed: what the last server granted them this one may not know.
/// </summary>
internal sealed partial class Muster(PinnedConnection connection, QueueKeys keys, long leaseMilliseconds, ILogger logger)
{
    // For workers of which the server does not know: each connects again within a quarter of a second.
    private const int LeastMilliseconds = 500;

    private volatile bool _isUnderWay;
    private volatile bool _isTold;

    /// <summary>Whether workers are still missing.</summary>
    public bool IsUnderWay => _isUnderWay;

    /// <summary>Reports a worker.</summary>
    /// <param name="worker">Its name.</param>
    /// <param name="leaseLeft">What is left of its lease by its own clock, in milliseconds; 0 when it has just joined.</param>
    /// <param name="highestFence">The greatest token it was given.</param>
    /// <returns>Whether the server knows of its lease.</returns>
    public async Task<bool> ReportAsync(string worker, long leaseLeft, long highestFence)
    {
        if (connection.Identity is not { } server)
        {
            // Nobody can tell it from any other: a user who may not ask INFO.
            return true;
        }

        var answer = (long[])(await connection.EvaluateAsync(
            RedisScript.Muster,
            [keys.Workers, keys.Muster, keys.Fence],
            [
                worker, server, leaseMilliseconds, (long)connection.LongestIgnorance.TotalMilliseconds, LeastMilliseconds,
                Math.Max(leaseLeft, 0), highestFence,
            ]).ConfigureAwait(false))!;
        _isUnderWay = answer[0] > 0;
        Tell(answer[0], answer[1]);
        return answer[2] == 1;
    }

    /// <summary>Whether the queue's data is that of this server, not of one before, nor gone.</summary>
    public async Task<bool> IsKnownAsync() =>
        connection.Identity is not { } server
            || (await connection.ReadFieldsAsync(keys.Muster, ["server"]).ConfigureAwait(false))[0] == server;

    private void Tell(long left, long missing)
    {
        if (_isUnderWay && !_isTold)
        {
            Waiting(logger, missing, (left + 999) / 1000);
        }
        else if (!_isUnderWay && _isTold)
        {
            Over(logger);
        }

        _isTold = _isUnderWay;
    }

    [LoggerMessage(213, LogLevel.Information,
        "Redis is a different server or was restarted: nothing new starts until the other workers have joined "
        + "({Missing} are missing), for at most {Seconds} s")]
    private static partial void Waiting(ILogger logger, long missing, long seconds);

    [LoggerMessage(214, LogLevel.Information, "The other workers have joined; work continues")]
    private static partial void Over(ILogger logger);
}
