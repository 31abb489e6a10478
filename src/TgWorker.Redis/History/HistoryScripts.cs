using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.History;

/// <summary>The script of the history.</summary>
internal static class HistoryScripts
{
    public static readonly RedisScript Add = RedisScript.Load("history_add");
}
