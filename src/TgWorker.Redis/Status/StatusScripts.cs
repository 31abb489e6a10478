using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Status;

/// <summary>The script that looks at many jobs in one call.</summary>
internal static class StatusScripts
{
    public static readonly RedisScript JobSizes = RedisScript.Load("job_sizes");
}
