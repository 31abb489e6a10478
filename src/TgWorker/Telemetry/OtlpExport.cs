using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using TgWorker.Core.Telemetry;

namespace TgWorker.Telemetry;

/// <summary>Sends spans, metrics and logs by OTLP.</summary>
internal static class OtlpExport
{
    private const string OutgoingRequests = "System.Net.Http";

    /// <summary>Adds it to a host, when one of OpenTelemetry's variables asks for it.</summary>
    public static void Add(HostApplicationBuilder builder, OtlpSignals signals, IReadOnlyDictionary<string, string> variables)
    {
        if (!signals.Any)
        {
            return;
        }

        // The exporters read their settings from here.
        builder.Configuration.AddInMemoryCollection(
            variables.Where(variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal)).Select(variable => KeyValuePair.Create(variable.Key, (string?)variable.Value)));
        if (signals.Logs)
        {
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.SetResourceBuilder(Describe(ResourceBuilder.CreateEmpty()));
                logs.AddOtlpExporter();
            });
        }

        Configure(builder.Services.AddOpenTelemetry(), signals);
    }

    private static void Configure(IOpenTelemetryBuilder builder, OtlpSignals signals)
    {
        builder.ConfigureResource(resource => Describe(resource));
        if (signals.Traces)
        {
            builder.WithTracing(traces => traces
                .AddSource(WorkerTelemetry.Name, OutgoingRequests)
                .AddProcessor(new BotTokenMask())
                .AddOtlpExporter());
        }

        if (signals.Metrics)
        {
            builder.WithMetrics(metrics => metrics
                .AddMeter(WorkerTelemetry.Name, OutgoingRequests, "System.Runtime")
                .AddOtlpExporter());
        }
    }

    // The variables (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) come last: they win.
    private static ResourceBuilder Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService("tgworker", serviceVersion: WorkerTelemetry.Version, serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}")
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

}
