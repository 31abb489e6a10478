using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Timers;

/// <summary>The scripts of the timers.</summary>
internal static class TimerScripts
{
    public static readonly RedisScript Set = RedisScript.Load("timer_set");
    public static readonly RedisScript Cancel = RedisScript.Load("timer_cancel");
    public static readonly RedisScript Fire = RedisScript.Load("timer_fire");
}
