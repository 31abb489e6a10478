using Microsoft.Extensions.Hosting;
using OpenTelemetry.Resources;
using TgWorker.Core.Telemetry;
using TgWorker.Intake.Accepting;

namespace TgWorker.Hosting.Telemetry;

/// <summary>What telemetry is about: which signals there are, and who sends them.</summary>
internal static class TelemetryResource
{
    /// <summary>.NET's own spans and metrics of outgoing requests.</summary>
    public const string OutgoingRequests = "System.Net.Http";

    /// <summary>The meters that are listened to.</summary>
    public static string[] Meters { get; } = [WorkerTelemetry.Name, IntakeMetrics.MeterName, OutgoingRequests, "System.Runtime"];

    /// <summary>The sender, for logs, which do not take it from the host.</summary>
    public static ResourceBuilder Of(IHostEnvironment host)
    {
        var resource = ResourceBuilder.CreateEmpty().AddTelemetrySdk();
        Describe(resource, host);
        return resource;
    }

    /// <summary>Adds the sender. The variables (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) come last: they win.</summary>
    public static void Describe(ResourceBuilder resource, IHostEnvironment host) => resource
        .AddService(host.ApplicationName, serviceVersion: WorkerTelemetry.Version,
            serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
        .AddEnvironmentVariableDetector();
}
