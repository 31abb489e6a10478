using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TgWorker.Core.Telemetry;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Reading;

namespace TgWorker.Hosting.Telemetry;

/// <summary>Sends spans, metrics and logs by OTLP.</summary>
internal static class OtlpExport
{
    /// <summary>Adds it to a host, when one of OpenTelemetry's variables asks for it.</summary>
    public static void AddTo(IHostApplicationBuilder builder, List<ConfigurationProblem> problems)
    {
        var signals = OtlpSignals.Read(name => builder.Configuration[name], problems);
        if (!signals.Any)
        {
            return;
        }

        if (signals.Logs)
        {
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.SetResourceBuilder(TelemetryResource.Of(builder.Environment));
                logs.AddOtlpExporter();
            });
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => TelemetryResource.Describe(resource, builder.Environment));
        if (signals.Traces)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(WorkerTelemetry.Name, TelemetryResource.OutgoingRequests)
                .AddProcessor(provider => new SecretMask(provider.GetRequiredService<LoadedOptions>().Options.Forward))
                .AddOtlpExporter());
        }

        if (signals.Metrics)
        {
            telemetry.WithMetrics(metrics => metrics.AddMeter(TelemetryResource.Meters).AddOtlpExporter());
        }
    }
}
