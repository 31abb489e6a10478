using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Intake;

/// <summary>The scripts of the intake.</summary>
internal static class IntakeScripts
{
    private const string Family = "intake_prologue";

    public static readonly RedisScript Push = RedisScript.Load("intake_push", Family);
    public static readonly RedisScript Hold = RedisScript.Load("poll_hold", Family);
    public static readonly RedisScript Release = RedisScript.Load("poll_release", Family);
}
