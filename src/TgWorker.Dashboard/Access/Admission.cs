using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Access;

/// <summary>The gate's answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Person">Who was let in.</param>
/// <param name="Reason">Why nobody was, with what to do.</param>
internal sealed record Admission(AdmissionKind Kind, DashboardPerson? Person = null, string? Reason = null)
{
    public static Admission LogIn { get; } = new(AdmissionKind.LogIn);

    public static Admission Allow(DashboardPerson person) => new(AdmissionKind.Allow, person);

    public static Admission Refuse(string reason) => new(AdmissionKind.Refuse, null, reason);
}
