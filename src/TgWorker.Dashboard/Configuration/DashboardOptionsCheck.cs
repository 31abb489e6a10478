using System.Net;

namespace TgWorker.Dashboard.Configuration;

/// <summary>What is wrong with the options, each with what to do.</summary>
internal static class DashboardOptionsCheck
{
    private const string Users = "Dashboard:Users";
    private const string UserHeader = "Dashboard:UserHeader";
    private const string Proxies = "Dashboard:KnownProxies";

    /// <summary>Looks at them: the setting, and what is wrong with it.</summary>
    public static IEnumerable<(string Setting, string Problem)> Problems(DashboardOptions options)
    {
        if (options is { Listen: not null, Port: > 0 })
        {
            yield return ("Dashboard:Listen", "and Dashboard:Port (--dashboard-port) cannot be used together: remove one of them");
        }

        if (options.Identify is not null && (options.Users.Count > 0 || options.UserHeader is not null))
        {
            yield return (options.Users.Count > 0 ? Users : UserHeader,
                "has no effect where the application says who somebody is (Identify): leave one of them out");
        }

        foreach (var twice in options.Users.GroupBy(user => user.Name).Where(same => same.Count() > 1))
        {
            yield return (Users, $"names '{twice.Key}' twice");
        }

        foreach (var network in options.KnownProxies.Where(network => !IPNetwork.TryParse(network, out _)))
        {
            yield return (Proxies, $"has '{network}', which is not a network: give one such as 10.0.0.5/32");
        }

        if (options.UserHeader is not null && options.KnownProxies.Count == 0)
        {
            yield return (UserHeader, $"needs {Proxies}, the proxies that are believed, such as 127.0.0.1/32: anybody can send a header");
        }

        if (options.UserHeader is not null && options.Users.All(user => user.HasPassword) && options.Identify is null)
        {
            yield return (UserHeader,
                $"has no effect while {Users} names nobody who comes by the proxy: give NAME:ROLE:{DashboardUser.ByProxy}, or "
                    + $"{DashboardUser.Anybody}:viewer:{DashboardUser.ByProxy}");
        }

        if (options.UserHeader is null && options.Users.FirstOrDefault(user => !user.HasPassword) is { } nameless)
        {
            yield return (Users, $"has '{nameless.Name}' come by a proxy: give {UserHeader} too, the header in which it says so");
        }

        if (options is { Listen: { } listen, Users.Count: 0, Identify: null } && !ListenPlace.IsPrivate(listen))
        {
            yield return ("Dashboard:Listen",
                $"'{listen}' is open to others, and nobody would have to log in: give users (--user NAME:ROLE:HASH, {Users}; "
                + "'tgworker dashboard hash-password' prints a hash), or listen on http://127.0.0.1:PORT");
        }
    }
}
