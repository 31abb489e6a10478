using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>Which Sentinels to ask, and for what: <c>mymaster@host:26379,host2</c>.</summary>
/// <param name="Master">What they call the primary.</param>
/// <param name="Sentinels">Where they listen.</param>
internal sealed record SentinelAddress(string Master, IReadOnlyList<ServerAddress> Sentinels)
{
    private const int DefaultPort = 26379;
    private static readonly char[] NoPartOfAName = [' ', '\t', '\r', '\n', '/'];

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It cannot be read; the message names the trouble.</exception>
    public static SentinelAddress Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var master = text[..Math.Max(at, 0)].Trim();
        var hosts = text[(at + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return master.Length > 0 && master.IndexOfAny(NoPartOfAName) < 0 && hosts.Length > 0
            ? new SentinelAddress(master, [.. hosts.Select(static host => ServerAddress.Parse(host, DefaultPort)).Distinct()])
            : throw new FormatException("names no primary and Sentinels: give them as mymaster@host:26379,host2:26379");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Master}@{string.Join(',', Sentinels)}";
}
