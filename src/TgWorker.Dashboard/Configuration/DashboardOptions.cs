using Microsoft.AspNetCore.Http;

namespace TgWorker.Dashboard.Configuration;

/// <summary>The dashboard's options; section <c>Dashboard</c> of the configuration.</summary>
public sealed class DashboardOptions
{
    /// <summary>
    /// Where the dashboard listens on its own, such as <c>http://127.0.0.1:9080</c>. Beyond this machine, it needs <see cref="Users"/>. TLS
    /// is a proxy's task. Default null: nowhere; for <c>tgworker dashboard</c>, http://127.0.0.1:9080.
    /// </summary>
    public string? Listen { get; set; }

    /// <summary>A port of 127.0.0.1 to listen on: a short form of <see cref="Listen"/>. Default 0: none.</summary>
    public int Port { get; set; }

    /// <summary>Who may use the dashboard. Default none: only connections from this machine, with no proxy in between.</summary>
    public IReadOnlyList<DashboardUser> Users { get; set; } = [];

    /// <summary>
    /// The header in which a proxy names the user, such as <c>X-Remote-User</c>; trusted only from <see cref="KnownProxies"/>. Default
    /// null: none.
    /// </summary>
    public string? UserHeader { get; set; }

    /// <summary>
    /// The networks of the proxies whose <see cref="UserHeader"/>, <c>X-Forwarded-For</c>, <c>-Host</c> and <c>-Proto</c> are trusted.
    /// Default none.
    /// </summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = [];

    /// <summary>Whether all changes are forbidden, whatever the role. Default false.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>How much of a payload is shown. Default <see cref="PayloadDisplay.Masked"/>.</summary>
    public PayloadDisplay Payloads { get; set; } = PayloadDisplay.Masked;

    /// <summary>
    /// In an application: returns who the user is, by the application's own authentication; null refuses. If this is set, nothing else
    /// decides: no users, no header, no "this machine". Only code can set it. Default null.
    /// </summary>
    public Func<HttpContext, DashboardPerson?>? Identify { get; set; }
}
