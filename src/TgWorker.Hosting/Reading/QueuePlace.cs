using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>
/// Decides whether the queue is in a file or on Redis: what is named more strongly. Two of one source exclude each other, see
/// <see cref="OptionsChecks"/>.
/// </summary>
internal static class QueuePlace
{
    private static readonly string[] Servers =
        ["Redis:Url", "Redis:Host", "Redis:Port", "Redis:UnixSocket", "Redis:Sentinel", "Queue:Redis"];

    /// <summary>Decides it.</summary>
    /// <param name="given">What was said.</param>
    /// <param name="otherwise">The file when nobody says anything; null for Redis.</param>
    public static void Decide(GivenSettings given, string? otherwise)
    {
        var (redis, file) = (Servers.Max(path => LevelOf(given, path)), given.Find("Sqlite:File")?.Level);
        if (redis > file)
        {
            given.Options.Sqlite.File = null;
        }

        if (redis is null && file is null)
        {
            given.Options.Sqlite.File = otherwise;
        }
    }

    // The shipped file says host and port as nobody would have to.
    private static SettingLevel? LevelOf(GivenSettings given, string path) =>
        given.Find(path) is { } said && (path == "Redis:Url" || given.IsSaid(path)) ? said.Level : null;
}
