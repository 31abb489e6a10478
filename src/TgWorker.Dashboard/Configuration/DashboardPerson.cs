namespace TgWorker.Dashboard.Configuration;

/// <summary>Who uses the dashboard.</summary>
/// <param name="Name">The name, as it stands in the log.</param>
/// <param name="Role">What the person may do.</param>
public sealed record DashboardPerson(string Name, DashboardRole Role);
