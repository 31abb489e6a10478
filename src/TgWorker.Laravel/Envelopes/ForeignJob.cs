using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Core.Json;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Finds the jobs of Laravel's that only PHP can do: those of other classes, and those behind which PHP alone could go on.
/// What it says is for a person, at most 300 characters.
/// </summary>
internal static class ForeignJob
{
    /// <summary>The cure that every reason ends with.</summary>
    private const string GiveBack = "PHP gets it when Laravel:Foreign is php and it is retried.";

    private static ReadOnlySpan<byte> Handler => "Illuminate\\Queue\\CallQueuedHandler@"u8;

    private static ReadOnlySpan<byte> HandlerInJson => "Illuminate\\\\Queue\\\\CallQueuedHandler@call"u8;

    /// <summary>Why the class that the envelope's <c>job</c> names is not ours; null when it is, or only calls the command.</summary>
    public static string? WhyHandler(ReadOnlySpan<byte> payload, JsonTextRange job, JobClasses classes)
    {
        if (job.Length == 0 || payload.Slice(job.Start, job.Length).SequenceEqual(HandlerInJson))
        {
            return null;
        }

        var name = Encoding.UTF8.GetBytes(job.Decode(payload) ?? "");
        if (name.AsSpan().StartsWith(Handler))
        {
            return null;
        }

        var at = name.AsSpan().IndexOf((byte)'@');
        return WhyClass(name.AsSpan(0, at < 0 ? name.Length : at), classes);
    }

    /// <summary>Why a class is not ours; null when it is.</summary>
    public static string? WhyClass(ReadOnlySpan<byte> name, JobClasses classes) => classes.Contains(name)
        ? null
        : $"The job's class {Shown(name)} is not among Laravel:JobClasses, so it is left to PHP. Name the class there, or: {GiveBack}";

    /// <summary>Why only PHP can do the job of a command, whatever its class; null when it has nothing behind it.</summary>
    public static string? WhyCommand(ReadOnlySpan<byte> command, in CommandScanner scanner)
    {
        var name = Shown(scanner.Class.Of(command));
        return scanner.Chained > 0 ? $"The job {name} has {scanner.Chained} more chained behind it, which only PHP can start: {GiveBack}"
            : scanner.IsInBatch ? Batched(name)
            : scanner.HasChainCallbacks ? $"The job {name} ends a chain with callbacks for its failure, which only PHP can call: {GiveBack}"
            : null;
    }

    /// <summary>Why a job whose envelope names a batch is PHP's.</summary>
    public static string Batched(string name) => $"The job {name} is part of a batch, of which only PHP can keep count: {GiveBack}";

    /// <summary>Why a job is PHP's whose unique lock lies where only PHP can release it.</summary>
    public static string Locked(string name, string store) =>
        $"The job {name} holds a unique lock in Laravel's cache store '{ShownName.Of(store)}', which only PHP can release "
            + $"(Laravel:CacheStore): {GiveBack}";

    private static string Shown(ReadOnlySpan<byte> name) => ShownName.Of(Encoding.UTF8.GetString(name[..Math.Min(name.Length, 120)]));
}
