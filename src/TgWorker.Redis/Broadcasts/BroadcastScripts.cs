using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Broadcasts;

/// <summary>The scripts of the broadcasts.</summary>
internal static class BroadcastScripts
{
    public static readonly RedisScript Add = RedisScript.Load("broadcast_add");
    public static readonly RedisScript Change = RedisScript.Load("broadcast_change");
    public static readonly RedisScript Put = RedisScript.Load("broadcast_put");
    public static readonly RedisScript Read = RedisScript.Load("broadcast_read");
    public static readonly RedisScript Settle = RedisScript.Load("broadcast_settle");
}
