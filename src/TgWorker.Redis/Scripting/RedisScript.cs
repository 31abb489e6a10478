using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace TgWorker.Redis.Scripting;

/// <summary>One Lua script, embedded from <c>Scripts/</c>. The header of each file lists its keys, arguments and answer.</summary>
internal sealed class RedisScript
{
    public static readonly RedisScript Join = Load("join");
    public static readonly RedisScript Muster = Load("muster");
    public static readonly RedisScript Claim = Load("claim");
    public static readonly RedisScript Read = Load("read");
    public static readonly RedisScript Sort = Load("sort");
    public static readonly RedisScript Finish = Load("finish");
    public static readonly RedisScript Fail = Load("fail");
    public static readonly RedisScript Park = Load("park");
    public static readonly RedisScript NoteFailures = Load("note_failures");
    public static readonly RedisScript Remember = Load("remember");
    public static readonly RedisScript TakeMark = Load("take_mark");
    public static readonly RedisScript Renew = Load("renew");
    public static readonly RedisScript Recover = Load("recover");
    public static readonly RedisScript Rejoin = Load("rejoin");
    public static readonly RedisScript Leave = Load("leave");
    public static readonly RedisScript RetryFailed = Load("retry_failed");
    public static readonly RedisScript PutUnreadBack = Load("put_unread_back");
    public static readonly RedisScript TakeRetry = Load("take_retry");
    public static readonly RedisScript PauseLane = Load("pause_lane");
    public static readonly RedisScript ContinueLane = Load("continue_lane");
    public static readonly RedisScript PauseBot = Load("pause_bot");
    public static readonly RedisScript ContinueBot = Load("continue_bot");
    public static readonly RedisScript SkipHead = Load("skip_head");
    public static readonly RedisScript DropJob = Load("drop_job");
    public static readonly RedisScript CancelRun = Load("cancel_run");
    public static readonly RedisScript FreeLane = Load("free_lane");
    public static readonly RedisScript PassFailed = Load("pass_failed");
    public static readonly RedisScript ClearTail = Load("clear_tail");
    public static readonly RedisScript DrainTail = Load("drain_tail");
    public static readonly RedisScript Clear = Load("clear");
    public static readonly RedisScript Drain = Load("drain");
    public static readonly RedisScript ForgetFailed = Load("forget_failed");
    public static readonly RedisScript ImportFailed = Load("import_failed");
    public static readonly RedisScript PassOn = Load("pass_on");
    public static readonly RedisScript Migrate = Load("migrate");
    public static readonly RedisScript AddHorizonFigures = Load("horizon_figures");
    public static readonly RedisScript CompleteInHorizon = Load("horizon_complete");

    private RedisScript(string name, string text)
    {
        Name = name;
        Text = text;
#pragma warning disable CA5350 // Redis names scripts by their SHA-1; nothing is secured by it.
        Hash = SHA1.HashData(Encoding.UTF8.GetBytes(text));
#pragma warning restore CA5350
    }

    public string Name { get; }

    public string Text { get; }

    public byte[] Hash { get; }

    /// <param name="name">The file's name.</param>
    /// <param name="family">A prologue of the script's family, behind the common one.</param>
    internal static RedisScript Load(string name, string? family = null) =>
        new(name, Embedded("prologue") + "\n" + (family is null ? "" : Embedded(family) + "\n") + Embedded(name));

    private static string Embedded(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".lua")
            ?? throw new InvalidOperationException($"The script {name}.lua is not embedded in this assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
