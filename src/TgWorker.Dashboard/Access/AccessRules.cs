using System.Net;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Access;

/// <summary>Who is let in, and how: the options as the gate needs them.</summary>
/// <param name="Users">Those who are known.</param>
/// <param name="UserHeader">The header in which a proxy names somebody; null for none.</param>
/// <param name="Proxies">The proxies that are believed.</param>
/// <param name="ReadOnly">Whether nothing may be changed.</param>
/// <param name="IsIdentified">Whether the application around decides, and nothing else.</param>
internal sealed record AccessRules(
    IReadOnlyList<DashboardUser> Users, string? UserHeader, IReadOnlyList<IPNetwork> Proxies, bool ReadOnly, bool IsIdentified = false)
{
    /// <summary>Takes them from options without mistakes.</summary>
    public static AccessRules Of(DashboardOptions options) => new(
        options.Users, options.UserHeader, [.. options.KnownProxies.Select(IPNetwork.Parse)], options.ReadOnly,
        options.Identify is not null);

    /// <summary>Whether somebody can log in with a password.</summary>
    public bool HasPasswords => Users.Any(user => user.HasPassword);

    /// <summary>Whether nobody is known, so that only who is at this machine is let in.</summary>
    public bool IsOnlyLocal => Users.Count == 0 && !IsIdentified;

    /// <summary>Whether an address is one of the proxies'.</summary>
    public bool IsProxy(IPAddress? address) => address is not null && Proxies.Any(network => network.Contains(address));
}
