using System.Diagnostics;
using System.Reflection;

namespace TgWorker.Core.Telemetry;

/// <summary>
/// What the worker reports to OpenTelemetry. The <see cref="ActivitySource"/> and the meter have the same name; docs/telemetry.md lists
/// everything. Nothing is measured while nobody listens.
/// </summary>
public static class WorkerTelemetry
{
    /// <summary>The name of the activity source and of the meter, for <c>AddSource</c> and <c>AddMeter</c>.</summary>
    public const string Name = "TgWorker";

    /// <summary>The version of the worker.</summary>
    public static string Version { get; } =
        typeof(WorkerTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(
            '+')[0] ?? "0";

    internal static readonly ActivitySource Source = new(Name, Version);
}
