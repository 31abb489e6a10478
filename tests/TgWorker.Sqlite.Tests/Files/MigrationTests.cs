using System.Globalization;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Files;

/// <summary>A file of an older program goes on with all that it holds.</summary>
public sealed class MigrationTests : IDisposable
{
    private readonly ScratchFile _file = new();

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, Schema.Version - 1)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Open_FileOfAnOlderVersion_GoesOnWithWhatItHolds(int version)
    {
        await MakeAsync(version);
        await using var queue = await _file.OpenAsync();
        var session = await queue.JoinAsync(default);

        var claim = await session.ClaimAsync(10, default);

        Assert.Equal(["in a lane", "on the list"], claim.Granted.Select(delivery => Entry.TextOf(delivery.Job)));
        Assert.Equal(1, claim.Duplicates);
        Assert.Equal((long)Schema.Version, await _file.AskAsync("PRAGMA user_version"));
        Assert.Equal("ok", await _file.AskAsync("PRAGMA integrity_check"));
        Assert.NotNull(await queue.FailedJobs.FindAsync("f1", default));
        Assert.Equal(await _file.AskAsync("SELECT count(*) FROM seen"), await _file.AskAsync("SELECT n FROM seen_count"));
    }

    public void Dispose() => _file.Dispose();

    private async Task MakeAsync(int version)
    {
        var sql = new SqlTexts();
        await _file.AskAsync("PRAGMA journal_mode = WAL");
        foreach (var step in Enumerable.Range(1, version))
        {
            await _file.AskAsync(sql[string.Create(CultureInfo.InvariantCulture, $"schema.{step}")]);
        }

        await _file.AskAsync(string.Create(CultureInfo.InvariantCulture,
            $"""
            PRAGMA user_version = {version};
            PRAGMA application_id = {Schema.ApplicationId};
            INSERT INTO queue (id, name, machine_start, clock_offset, noted) VALUES (1, 'telegram_updates', 'another', 0, 1);
            INSERT INTO job (id, pushed, payload) VALUES (1, 1, {Bytes("a", "in a lane", null)}), (2, 1, {Bytes("b", "on the list", 70)}),
              (3, 1, {Bytes("b", "seen", 71)});
            INSERT INTO lane (key, ready, head, tail, job) VALUES ({Key("a")}, 0, 1, 1, 1);
            INSERT INTO list (seq, job) VALUES (1, 2), (2, 3);
            INSERT INTO seen (bot, scope, block, bits, until) VALUES ('main', '', 1, {1L << 7}, {long.MaxValue / 4});
            INSERT INTO failed (id, failed_at, lane, bot, attempts, error, worker, payload)
              VALUES ('f1', 1, 'a', 'main', 1, 'no', 'w', x'00');
            """));
    }

    private static string Bytes(string chat, string text, int? update) =>
        $"x'{Convert.ToHexString(new Entry(chat, text) { UpdateId = update }.ToBytes())}'";

    private static string Key(string chat) =>
        $"'{new ConformanceJobReader().Read(new Entry(chat, "x").ToBytes()).Lane}'";
}
