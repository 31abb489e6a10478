using System.Globalization;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>
/// Asks a primary whether its replicas follow it. One that was made the primary does not; so where all do that could have been, no
/// other server is the primary, whoever else can be asked.
/// </summary>
internal static class ReplicaCheck
{
    // A replica gives a sign of life every second.
    private const int LongestSilenceSeconds = 2;

    /// <summary>The replicas among <paramref name="expected"/> that do not follow.</summary>
    /// <returns>Null when the server is no primary.</returns>
    public static async Task<IReadOnlyList<ServerAddress>?> MissingAsync(
        ServerAddress primary, SignIn signIn, IReadOnlyList<ServerAddress> expected, CancellationToken cancellationToken)
    {
        var connection = await signIn.OpenAsync(primary, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var info = await connection.AskAsync(["INFO", "replication"], cancellationToken).ConfigureAwait(false);
            return info.IsError ? expected : Missing(info.Text ?? "", expected);
        }
    }

    /// <inheritdoc cref="MissingAsync"/>
    internal static IReadOnlyList<ServerAddress>? Missing(string info, IReadOnlyList<ServerAddress> expected)
    {
        var lines = info.Split('\n', StringSplitOptions.TrimEntries);
        return lines.Contains("role:master") ? [.. expected.Except(lines.Select(Following).OfType<ServerAddress>())] : null;
    }

    // slave0:ip=127.0.0.1,port=6380,state=online,offset=1234,lag=0
    private static ServerAddress? Following(string line)
    {
        if (!line.StartsWith("slave", StringComparison.Ordinal) || line.IndexOf(':', StringComparison.Ordinal) is var colon && colon < 0)
        {
            return null;
        }

        var fields = line[(colon + 1)..].Split(',').Select(static field => field.Split('=', 2)).Where(static pair => pair.Length == 2)
            .DistinctBy(static pair => pair[0]).ToDictionary(static pair => pair[0], static pair => pair[1]);
        return fields.GetValueOrDefault("state") == "online"
            && int.TryParse(fields.GetValueOrDefault("lag"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var lag)
                && lag is >= 0 and <= LongestSilenceSeconds
            && int.TryParse(fields.GetValueOrDefault("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new ServerAddress(fields.GetValueOrDefault("ip", ""), port)
                : null;
    }
}
