using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Sending;

/// <summary>The scripts of what bots send.</summary>
internal static class SendScripts
{
    private const string Family = "outgoing_prologue";

    public static readonly RedisScript Take = RedisScript.Load("outgoing_take", Family);
    public static readonly RedisScript Refused = RedisScript.Load("outgoing_refused", Family);
}
