namespace TgWorker.Bots;

/// <summary>What becomes of an update whose call Telegram refused for a reason that nobody can do anything about.</summary>
public enum OnRefusal
{
    /// <summary>It is handled.</summary>
    Ignore,

    /// <summary>It is a failed job.</summary>
    Fail,
}
