using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Forwarding;
using TgWorker.Hosting.Health;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Logging;
using TgWorker.Hosting.Notifying;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Reloading;
using TgWorker.Hosting.Running;
using TgWorker.Hosting.Systemd;
using TgWorker.Hosting.Telemetry;

namespace TgWorker.Hosting;

/// <summary>
/// Features that a host can add to <see cref="TgWorkerHost.AddTgWorker"/>; the executable has all of them. Each is configured by
/// its section of <c>TgWorker</c>. A setting of a feature that was not added is refused at startup. The order of the calls does not matter.
/// </summary>
public static class TgWorkerFeatures
{
    /// <summary>
    /// Adds a worker that posts each update to an HTTP endpoint, <c>Forward:To</c>, instead of using routes. Do not combine it with
    /// <see cref="TgWorkerHost.AddTgWorker"/>.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets options in code. It runs after the configuration was read, and has the last word.</param>
    public static void AddTgWorkerForwarding(this IHostApplicationBuilder builder, Action<TgWorkerOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(IUpdateHandler)))
        {
            throw new InvalidOperationException(
                "The host has a worker already: call AddTgWorker for routes, or AddTgWorkerForwarding for an endpoint.");
        }

        var plan = WorkerServices.AddTo(builder);
        plan.Features.Add(HostFeature.Forwarding);
        Configure(plan, configure, options => options);
        builder.Services.AddSingleton<IUpdateHandler, ForwardHandler>();
    }

    /// <summary>
    /// Answers <c>/health/live</c> and <c>/health/ready</c> on a port of its own, <c>Health:Port</c>, on the loopback address unless
    /// <c>Health:Host</c>
    /// says otherwise; on none while that is 0. An ASP.NET Core application can answer on its own port: <see cref="MapTgWorkerHealth"/>.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets options in code. It runs after the configuration was read, and has the last word.</param>
    public static void AddTgWorkerHealth(this IHostApplicationBuilder builder, Action<HealthOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Configure(HostServices.AddTo(builder, HostFeature.Health), configure, options => options.Health);
        HostedFeature.Add<HealthService>(builder.Services, Turn.Answer);
    }

    /// <summary>Serves <c>/health/live</c> and <c>/health/ready</c> in an ASP.NET Core application.</summary>
    public static void MapTgWorkerHealth(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        HealthEndpoints.Map(endpoints, endpoints.ServiceProvider.GetRequiredService<HostHealth>());
    }

    /// <summary>Serves <c>/metrics</c> for Prometheus on the health port, unless <c>Health:Metrics</c> is false.</summary>
    public static void AddTgWorkerPrometheus(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var plan = HostServices.AddTo(builder, HostFeature.Prometheus);
        plan.Defaults.Add(options => options.Health.Metrics = true);
        AddTgWorkerHealth(builder);
        PrometheusPage.AddTo(builder);
    }

    /// <summary>
    /// Sends traces, metrics, and logs by OTLP, as OpenTelemetry's own variables say (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>).
    /// </summary>
    public static void AddTgWorkerOtlp(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        OtlpExport.AddTo(builder, HostServices.AddTo(builder, HostFeature.Otlp).Problems);
    }

    /// <summary>Notifies a webhook or a Telegram chat of trouble (section <c>Notify</c>). One of all workers does so, once.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets options in code. It runs after the configuration was read, and has the last word.</param>
    public static void AddTgWorkerNotifications(this IHostApplicationBuilder builder, Action<NotifyOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Configure(HostServices.AddTo(builder, HostFeature.Notifications), configure, options => options.Notify);
    }

    /// <summary>
    /// Under systemd (<c>NOTIFY_SOCKET</c>), reports when the host is ready, what it does, and that it is alive. Handles
    /// SIGHUP (<c>systemctl reload</c>) by reading the configuration again.
    /// </summary>
    public static void AddTgWorkerSystemd(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        HostServices.AddTo(builder, HostFeature.Systemd);
        builder.Services.TryAddSingleton(_ => ServiceNotifier.FromEnvironment(Environment.GetEnvironmentVariable));
        HostedFeature.Add<SupervisorService>(builder.Services, Turn.Supervise);
        ReloadService.AddTo(builder.Services);
    }

    /// <summary>
    /// Logs to standard output as the executable does: text or JSON (<c>Log:Format</c>), from <c>Log:Level</c> on, with levels under
    /// systemd.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets options in code. It runs after the configuration was read, and has the last word.</param>
    public static void AddTgWorkerLogging(this IHostApplicationBuilder builder, Action<LogOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Configure(HostServices.AddTo(builder, HostFeature.Logging), configure, options => options.Log);
        ConsoleLog.AddTo(builder.Logging);
    }

    private static void Configure<T>(HostPlan plan, Action<T>? configure, Func<TgWorkerOptions, T> part)
    {
        if (configure is not null)
        {
            plan.Code.Add(options => configure(part(options)));
        }
    }
}
