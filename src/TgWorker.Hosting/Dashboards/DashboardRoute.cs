using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using TgWorker.Dashboard;

namespace TgWorker.Hosting.Dashboards;

/// <summary>Leads all requests below a path to the dashboard, which has one way in.</summary>
internal static class DashboardRoute
{
    public static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string prefix, DashboardSite site) =>
        endpoints.Map(prefix + "/{**path}", http =>
            site.AnswerAsync(http, http.Request.PathBase.Value + prefix, "/" + (string?)http.Request.RouteValues["path"]));
}
