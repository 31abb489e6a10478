using System.Diagnostics;
using System.Net.Sockets;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Network;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Soak;

/// <summary>The primary of now and its replica, and the ways to them.</summary>
internal sealed class SoakServers(Stage stage, WorkerFaults workers, SemaphoreSlim pushing)
{
    // A large queue takes a replica, or a server that starts, a while.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public RedisServer Primary { get; private set; } = stage.Sentinels!.Servers[0];

    public RedisServer Replica { get; private set; } = stage.Sentinels!.Servers[1];

    public SentinelSetup Sentinels => stage.Sentinels!;

    public FaultyProxy Proxy => stage.Proxy!;

    /// <summary>Lets the replica follow the primary, and waits until it does.</summary>
    public async Task ReplicateAsync()
    {
        await OnAsync(Replica, "REPLICAOF", Primary.Host, Primary.Port);
        await Eventually.TrueAsync(
            async () => (await OnAsync(Replica, "INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal),
            Patience);
    }

    /// <summary>A moment of a length that chance decides, in seconds.</summary>
    public Task MomentAsync(double shortest, double longest) => workers.MomentAsync(shortest, longest);

    /// <summary>
    /// Has the two change places, by whatever does it. Nothing is pushed meanwhile, what was pushed is on the replica, and the proxy, which
    /// knows of no Sentinel, leads to the new primary afterwards.
    /// </summary>
    /// <param name="change">Makes the replica the primary, and waits until it is.</param>
    public async Task ChangePlacesAsync(Func<Task> change)
    {
        await pushing.WaitAsync();
        try
        {
            await Proxy.RefuseAsync();
            await Eventually.EqualAsync("1", () => OnAsync(Primary, "WAIT", 1, 1000));
            await change();
            (Primary, Replica) = (Replica, Primary);
            await stage.MoveToAsync(Primary);
            Proxy.Retarget(Primary.Host, Primary.Port);
            Proxy.Accept();
        }
        finally
        {
            pushing.Release();
        }

        await Sentinels.SettledAsync();
        await ReplicateAsync();
    }

    /// <summary>Sends the primary a command.</summary>
    public Task<string> OnPrimaryAsync(string command, params object[] arguments) => OnAsync(Primary, command, arguments);

    // A server that has just been through another fault may still be busy with it. All these commands may be sent twice.
    private static async Task<string> OnAsync(RedisServer server, string command, params object[] arguments)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                var answer = await RawRedis.SendAsync(server.Host, server.Port, command, arguments);
                if (!answer.StartsWith("-LOADING", StringComparison.Ordinal))
                {
                    return answer;
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException && waited.Elapsed < Patience)
            {
                // Not there yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
