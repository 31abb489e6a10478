namespace TgWorker.Hosting.Settings;

/// <summary>How much of a setting's value may be shown.</summary>
internal enum Secrecy
{
    /// <summary>All of it.</summary>
    None,

    /// <summary>A URL: all but its user, its password and its query.</summary>
    Url,

    /// <summary>Nothing.</summary>
    Secret,
}
