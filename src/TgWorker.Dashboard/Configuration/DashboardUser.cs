namespace TgWorker.Dashboard.Configuration;

/// <summary>Somebody who may use the dashboard.</summary>
public sealed record DashboardUser
{
    /// <summary>Replaces the hash when a proxy says who the user is; the user has no password here.</summary>
    public const string ByProxy = "proxy";

    /// <summary>Replaces the name, with <see cref="ByProxy"/>: anyone else whom the proxy names.</summary>
    public const string Anybody = "*";

    /// <summary>Creates a user.</summary>
    /// <param name="name">The name, without colons and commas.</param>
    /// <param name="role">What the user may do.</param>
    /// <param name="hash">The password's hash as <c>tgworker dashboard hash-password</c> prints it, or <see cref="ByProxy"/>.</param>
    /// <exception cref="FormatException">An argument is invalid; the message says which and why, and never shows the hash.</exception>
    public DashboardUser(string name, DashboardRole role, string hash)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 64 || name.Any(letter => letter is ':' or ',' || char.IsControl(letter)))
        {
            throw new FormatException(
                "has a user whose name is empty, longer than 64 characters or has a colon, a comma or a control character in it");
        }

        if (hash != ByProxy && PasswordHash.Parse(hash) is null)
        {
            throw new FormatException(
                $"has no password hash for user '{name}': give what 'tgworker dashboard hash-password' prints, or '{ByProxy}'");
        }

        if (name == Anybody && hash != ByProxy)
        {
            throw new FormatException(
                $"has a password for '{Anybody}': that is who else comes by the proxy, so give '{Anybody}:ROLE:{ByProxy}'");
        }

        (Name, Role, Hash) = (name, role, hash);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What the user may do.</summary>
    public DashboardRole Role { get; }

    /// <summary>The password's hash, or <see cref="ByProxy"/>.</summary>
    internal string Hash { get; }

    /// <summary>Whether the user has a password here.</summary>
    internal bool HasPassword => Hash != ByProxy;

    /// <summary>Reads <c>NAME:ROLE:HASH</c>.</summary>
    /// <exception cref="FormatException">The text does not have this form.</exception>
    public static DashboardUser Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Split(':') is not [var name, var role, var hash])
        {
            throw new FormatException("is not NAME:ROLE:HASH: 'tgworker dashboard hash-password' prints the hash");
        }

        return Enum.TryParse<DashboardRole>(role, ignoreCase: true, out var known) && !int.TryParse(role, out _)
            ? new DashboardUser(name, known, hash)
            : throw new FormatException("has a user with an unknown role: give viewer, operator or admin");
    }

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => $"{Name}:{Role.ToString().ToLowerInvariant()}:{Hash}";
}
