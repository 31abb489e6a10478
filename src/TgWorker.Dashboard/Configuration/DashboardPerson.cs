namespace TgWorker.Dashboard.Configuration;

/// <summary>A user of the dashboard.</summary>
/// <param name="Name">The name, as it appears in the log.</param>
/// <param name="Role">What the user may do.</param>
public sealed record DashboardPerson(string Name, DashboardRole Role);
