using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Dashboard;
using TgWorker.Dashboard.Configuration;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Dashboards;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Running;
using TgWorker.Hosting.Stores;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Hosting;

/// <summary>The dashboard in a host, with or without a worker.</summary>
public static class TgWorkerDashboard
{
    /// <summary>
    /// Shows the queues to people, as the section <c>Dashboard</c> says: on an address of its own where <c>Dashboard:Listen</c> or
    /// <c>Dashboard:Port</c> names one; else an
    /// ASP.NET Core application gives it a place with <see cref="MapTgWorkerDashboard"/>.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="configure">Sets options in code. It runs after the configuration was read, and has the last word.</param>
    public static void AddTgWorkerDashboard(this IHostApplicationBuilder builder, Action<DashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var plan = HostServices.AddTo(builder, HostFeature.Dashboard);
        if (configure is not null)
        {
            plan.Code.Add(options => configure(options.Dashboard));
        }

        builder.Services.TryAddSingleton(provider => provider.GetRequiredService<TgWorkerOptions>().Dashboard);
        builder.Services.TryAddSingleton<BotWebhooks>();
        builder.Services.TryAddSingleton(Site);
        HostedFeature.Add<DashboardFeature>(builder.Services, Turn.Answer);
    }

    /// <summary>
    /// Shows the dashboard among an application's own pages; <see cref="AddTgWorkerDashboard"/> has to be called too. While nobody is
    /// named, by <c>Dashboard:Users</c> or
    /// <see cref="DashboardOptions.Identify"/>, it answers who sits at this machine alone.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">The path, such as <c>/tgworker</c>.</param>
    /// <returns>Configures the endpoints further.</returns>
    public static IEndpointConventionBuilder MapTgWorkerDashboard(this IEndpointRouteBuilder endpoints, string path)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return DashboardRoute.Map(endpoints, "/" + path.Trim('/'), endpoints.ServiceProvider.GetRequiredService<DashboardSite>());
    }

    private static DashboardSite Site(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<TgWorkerOptions>();
        var (time, loggers, queues) =
            (provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>(),
                provider.GetRequiredService<IQueueFactory>());
        return new DashboardSite(
            options.Dashboard, stop =>
                queues.OpenAsync(options, time, loggers, stop), new EnvelopeReader(options.Queue.Envelopes(options.Laravel)), time,
                loggers, provider.GetRequiredService<BotWebhooks>());
    }
}
