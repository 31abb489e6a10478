namespace TgWorker.Core.Working;

/// <summary>What is to become of a delivery.</summary>
internal readonly record struct Verdict(VerdictKind Kind, string? Error = null, TimeSpan Delay = default)
{
    /// <summary>The job is done.</summary>
    public static Verdict Finish => new(VerdictKind.Finish);

    /// <summary>The lease is gone: nothing may be written.</summary>
    public static Verdict Abandon => new(VerdictKind.Abandon);

    /// <summary>The job is given up.</summary>
    public static Verdict Fail(string error) => new(VerdictKind.Fail, error);

    /// <summary>The job is tried again after a delay.</summary>
    public static Verdict Park(TimeSpan delay, string? error = null) => new(VerdictKind.Park, error, delay);
}
