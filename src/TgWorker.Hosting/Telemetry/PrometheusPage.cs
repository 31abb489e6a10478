using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using TgWorker.Hosting.Health;

namespace TgWorker.Hosting.Telemetry;

/// <summary>The metrics, as Prometheus fetches them.</summary>
internal sealed class PrometheusPage(HealthOptions options, MeterProvider meters) : IHealthPage
{
    public string Path => "/metrics";

    public static void AddTo(IHostApplicationBuilder builder)
    {
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthPage, PrometheusPage>());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => TelemetryResource.Describe(resource, builder.Environment))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryResource.Meters).AddPrometheusExporter());
    }

    public void Map(WebApplication application)
    {
        if (options.Metrics)
        {
            application.MapPrometheusScrapingEndpoint(Path, meters, configureBranchedPipeline: null, optionsName: null);
        }
    }
}
