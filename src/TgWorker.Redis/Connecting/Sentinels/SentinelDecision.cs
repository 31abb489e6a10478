using TgWorker.Redis.Connecting.Primaries;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>Decides whether the primary may be used.</summary>
internal static class SentinelDecision
{
    /// <summary>Said while another server is made the primary.</summary>
    public const string FailingOver = "a failover is in progress";

    /// <summary>Decides.</summary>
    /// <param name="verdict">What the Sentinels said; null when none was ever heard.</param>
    /// <param name="replicas">What the primary said of its replicas, where no majority of the Sentinels was heard.</param>
    /// <param name="freshSince">The timestamp since which an answer counts.</param>
    /// <param name="silence">Why no Sentinel could be asked.</param>
    /// <returns>The whereabouts, and the timestamp of the proof that they are right, where there is one.</returns>
    public static (Whereabouts Whereabouts, long? ProvenAt) Of(
        SentinelVerdict? verdict, ReplicaReport? replicas, long freshSince, Func<string> silence)
    {
        if (verdict is null)
        {
            return (new Whereabouts(null, silence()), null);
        }

        var place = new Place(verdict.Primary, verdict.Epoch);
        if (verdict.IsFailingOver)
        {
            return (new Whereabouts(place, FailingOver), null);
        }

        if (verdict.MajorityAt is { } majority && majority >= freshSince)
        {
            return (new Whereabouts(place, null), majority);
        }

        return replicas is { Missing.Count: 0 } && replicas.Place == place && replicas.At >= freshSince
            ? (new Whereabouts(place, null), replicas.At)
            : (new Whereabouts(place, Unsure(verdict, replicas?.Place == place ? replicas.Missing : null)), null);
    }

    private static string Unsure(SentinelVerdict verdict, IReadOnlyList<ServerAddress>? missing)
    {
        var heard = verdict.Answering == 0 ? "no Sentinel answers" : $"only {verdict.Answering} of {verdict.Known} Sentinels answer";
        var replicas = missing is null ? ""
            : $" and {string.Join(", ", missing)} {(missing.Count == 1 ? "does" : "do")} not follow {verdict.Primary}";
        return $"{heard}{replicas}: another server may be the primary by now; see to it that more than half of the Sentinels can be "
            + $"reached from here";
    }
}
