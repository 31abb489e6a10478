using Microsoft.AspNetCore.Http;

namespace TgWorker.Dashboard.Configuration;

/// <summary>The dashboard; in the configuration the section <c>Dashboard</c>.</summary>
public sealed class DashboardOptions
{
    /// <summary>
    /// Where it listens on its own, such as <c>http://127.0.0.1:9080</c>; null for nowhere. Beyond this machine only with
    /// <see cref="Users"/>. TLS is a proxy's task. Default null; of <c>tgworker dashboard</c> http://127.0.0.1:9080.
    /// </summary>
    public string? Listen { get; set; }

    /// <summary>A port of 127.0.0.1 to listen on, which is shorter than <see cref="Listen"/>; 0 for none. Default 0.</summary>
    public int Port { get; set; }

    /// <summary>Who may use it. While there are none, only who sits at this machine, without a proxy between. Default none.</summary>
    public IReadOnlyList<DashboardUser> Users { get; set; } = [];

    /// <summary>
    /// The header in which a proxy says who somebody is, such as <c>X-Remote-User</c>; believed only of <see cref="KnownProxies"/>. Default
    /// null.
    /// </summary>
    public string? UserHeader { get; set; }

    /// <summary>
    /// Networks of the proxies whose <see cref="UserHeader"/>, <c>X-Forwarded-For</c>, <c>-Host</c> and <c>-Proto</c> are believed. Default
    /// none.
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>Whether nobody may change anything. Default false.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How much of a payload is shown. Default <see cref="PayloadDisplay.Masked"/>.</summary>
    public PayloadDisplay Payloads { get; set; } = PayloadDisplay.Masked;

    /// <summary>
    /// Within an application: who somebody is, by the application's own authentication; null refuses. Where this is set nothing else
    /// decides:
    /// no users, no header, no "this machine". Only code can set it. Default null.
    /// </summary>
    public Func<HttpContext, DashboardPerson?>? Identify { get; set; }
}
