using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Lanes;

/// <summary>The script that looks at a lane.</summary>
internal static class LaneScripts
{
    public static readonly RedisScript Look = RedisScript.Load("look_lane");
}
