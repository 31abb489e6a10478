using System.Globalization;
using StackExchange.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>
/// Updates that stand on a list nobody here reads: the proxy's prefix, queue name or database is not the worker's. tgook
/// makes the prefix of APP_NAME as it is, Laravel of its slug, and the first tgook had a queue name of its own.
/// </summary>
internal sealed class ElsewhereCheck : ICheck
{
    private const string Middle = "queues:";

    public string Name => "elsewhere";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        foreach (var list in await examination.ListsAsync().ConfigureAwait(false))
        {
            if (MayBeQueue(list) && list != examination.Options.Key
                && await LookAtAsync(examination, examination.Connection, list).ConfigureAwait(false) is { } seen)
            {
                yield return Found(examination, list, seen, examination.ConnectionOptions.Database);
            }
        }

        if (await examination.UnfinishedAsync().ConfigureAwait(false) > 0)
        {
            yield break;
        }

        foreach (var database in OtherDatabases(examination))
        {
            var connection = await RedisConnection
                .OpenAsync(examination.ConnectionOptions.WithDatabase(database), "doctor", examination.Time).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                foreach (var list in await KeySearch.FindAsync(connection, "list", MayBeQueue).ConfigureAwait(false))
                {
                    if (await LookAtAsync(examination, connection, list).ConfigureAwait(false) is { } seen)
                    {
                        yield return Found(examination, list, seen, database);
                    }
                }
            }
        }
    }

    private Finding Found(Examination examination, string list, string seen, int database)
    {
        var ours = examination.ConnectionOptions.Database;
        var where = database == ours ? "" : $" in database {database}";
        var middle = list.LastIndexOf(Middle, StringComparison.Ordinal);
        var settings = middle < 0
            ? $"the worker reads keys of the form {{prefix}}{Middle}{{name}}: let the producer push to one"
            : $"if they are meant for this worker, start it with --prefix {ShellWord.Of(list[..middle])} --queue "
                + $"{ShellWord.Of(list[(middle + Middle.Length)..])}"
                + (database == ours ? "" : $" and database {database} (REDIS_DB, or /{database} at the end of the URL)");
        return new Finding(Name, list,
            $"{seen}{where}, and no worker is on it; this configuration reads '{examination.Options.Key}' in database {ours}", settings);
    }

    private static bool MayBeQueue(string key) =>
        !key.EndsWith(":notify", StringComparison.Ordinal)
        && (key.Contains(Middle, StringComparison.Ordinal) || key.Contains("telegram", StringComparison.OrdinalIgnoreCase));

    // Only lists with updates: other jobs of the application are none of the worker's business.
    private static async Task<string?> LookAtAsync(Examination examination, RedisConnection connection, string list)
    {
        var entry = (byte[]?)await connection.ExecuteAsync("LINDEX", (RedisKey)list, 0).ConfigureAwait(false);
        if (entry is null || examination.Reader.Read(entry) is not { Problem: null, UpdateId: not null })
        {
            return null;
        }

        var now = await RedisWorkers.NowAsync(connection).ConfigureAwait(false);
        var workers = (long)await connection.ExecuteAsync("ZCOUNT", new QueueKeys(list).Workers, $"({now}", "+inf").ConfigureAwait(false);
        var length = (long)await connection.ExecuteAsync("LLEN", (RedisKey)list).ConfigureAwait(false);
        return workers > 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{length} entries with Telegram updates stand there");
    }

    private static IEnumerable<int> OtherDatabases(Examination examination) => examination.Info.Keys
        .Where(name => name.StartsWith("db", StringComparison.Ordinal))
        .Select(name => int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
        .Where(number => number >= 0 && number != examination.ConnectionOptions.Database);
}
