using System.Net;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Access;

/// <summary>
/// Decides who a request is from, and whether it may change something. Every request passes it; what it does not expressly allow is
/// refused.
/// </summary>
internal static class Gate
{
    /// <summary>Who is at this machine, where no users are known.</summary>
    public static readonly DashboardPerson Local = new("local", DashboardRole.Admin);

    /// <summary>Who it is.</summary>
    public static Admission Admit(AccessRules rules, RequestFacts facts)
    {
        if (rules.IsIdentified)
        {
            return facts.Identified is { } known ? Admission.Allow(known)
                : Admission.Refuse("This application does not let you see its dashboard.");
        }

        if (rules.IsOnlyLocal)
        {
            return WhyNotLocal(facts) is { } reason ? Admission.Refuse(reason) : Admission.Allow(Local);
        }

        if (rules.UserHeader is not null && rules.IsProxy(facts.Peer) && facts.Named.Count > 0)
        {
            return Named(rules, facts.Named);
        }

        if (facts.Session is { } session)
        {
            return Admission.Allow(session);
        }

        return rules.HasPasswords ? Admission.LogIn
            : Admission.Refuse("The dashboard is reached through its proxy, which says who you are; this request did not come from there.");
    }

    /// <summary>
    /// Why a request may not change anything, whoever it is from; null when it may. A page of another site cannot make these headers.
    /// </summary>
    public static string? WhyNoChange(RequestFacts facts)
    {
        if (facts.IsSafe)
        {
            return null;
        }

        if (facts.FetchSite is null)
        {
            return "The browser does not say where this request comes from (Sec-Fetch-Site): it does over https, and on this machine. "
                + "Put https before the dashboard.";
        }

        if (facts.FetchSite != "same-origin")
        {
            return "This request comes from another page than the dashboard's.";
        }

        return Uri.TryCreate(facts.Origin, UriKind.Absolute, out var origin)
            && string.Equals(Authority(origin), facts.Host, StringComparison.OrdinalIgnoreCase)
            ? null
            : "The request's Origin is not the dashboard's address. Behind a proxy, have it pass on the Host header (nginx: "
                + "proxy_set_header Host $http_host).";
    }

    // Who sits at this machine can do all this with the command line. A page elsewhere that has found a way to name this machine cannot.
    private static string? WhyNotLocal(RequestFacts facts)
    {
        const string Advice = " Without users (Dashboard:Users, --user) the dashboard is for this machine alone.";
        if (facts.Peer is null || !IPAddress.IsLoopback(facts.Peer))
        {
            return "This request comes from another machine." + Advice;
        }

        if (facts.IsPassedOn)
        {
            return "This request came through a proxy." + Advice;
        }

        if (!IsThisMachine(facts.Host))
        {
            return "This request asks for another host than this machine." + Advice;
        }

        return facts.FetchSite is null or "same-origin" or "none" ? null
            : "This request comes from a page of another site: open the dashboard by its address.";
    }

    private static bool IsThisMachine(string host)
    {
        var colon = host.LastIndexOf(':');
        var name = colon > host.LastIndexOf(']') ? host[..colon] : host;
        return name.ToUpperInvariant() is "LOCALHOST" or "127.0.0.1" or "[::1]";
    }

    private static Admission Named(AccessRules rules, IReadOnlyList<string> names)
    {
        if (names is not [{ Length: > 0 } name])
        {
            return Admission.Refuse("The proxy names more than one person, or none.");
        }

        var user = rules.Users.FirstOrDefault(user => !user.HasPassword && user.Name == name)
            ?? rules.Users.FirstOrDefault(user => user is { HasPassword: false, Name: DashboardUser.Anybody });
        return user is null ? Admission.Refuse("The proxy names somebody whom the dashboard does not know (Dashboard:Users).")
            : Admission.Allow(new DashboardPerson(name, user.Role));
    }

    private static string Authority(Uri origin) => origin.IsDefaultPort ? origin.Host : origin.Authority;
}
