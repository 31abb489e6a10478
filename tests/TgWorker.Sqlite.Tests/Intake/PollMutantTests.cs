using System.Text;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Intake;
using TgWorker.Sqlite.Statements;
using TgWorker.Sqlite.Stores;
using TgWorker.TestSupport.Time;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Intake;

/// <summary>Every guard of poll.sql is missed when it is gone: the same calls have other answers, or leave another list.</summary>
public sealed class PollMutantTests
{
    public static TheoryData<string, string, string> Mutants => new()
    {
        { "keeps the holder before", "SET holder = excluded.holder, fence", "SET fence" },
        { "keeps the token before", "fence = excluded.fence, until", "until" },
        { "a right taken over has lapsed already", "until = excluded.until, batches", "batches" },
        { "goes on with the numbers of the holder before", "until = excluded.until, batches = 0", "until = excluded.until" },
        { "does not extend", "SET until = ?2 WHERE bot", "SET until = until + 0 * ?2 WHERE bot" },
        { "gives back what is another's", "WHERE bot = ?1 AND holder = ?2\n\n-- name: batches",
            "WHERE bot = ?1 AND ?2 IS NOT NULL\n\n-- name: batches" },
        { "what was given back has not lapsed", "SET holder = '', until = 0", "SET holder = ''" },
        { "stays the holder's after giving it back", "SET holder = '', until = 0", "SET until = 0" },
        { "does not ask whose the right is", "AND holder = ?2 AND fence = ?3", "AND ?2 IS NOT NULL AND fence = ?3" },
        { "does not ask for the token", "AND holder = ?2 AND fence = ?3", "AND holder = ?2 AND ?3 IS NOT NULL" },
        { "does not count the batch", "SET batches = ?2", "SET batches = 0 * ?2" },
        { "does not note the last update", "last = ?3", "last = NULL + ?3" },
        { "does not note when that was", "pushed = ?4", "pushed = 0 * ?4" },
    };

    [Theory]
    [MemberData(nameof(Mutants))]
    public async Task Mutant_WithOneGuardLess_AnswersOtherwise(string guard, string text, string instead)
    {
        Assert.NotEqual(await RunAsync((_, sql) => sql), await RunAsync((file, sql) =>
        {
            Assert.True(file != "poll" || sql.Contains(text, StringComparison.Ordinal), $"{guard}: poll.sql has no longer '{text}'");
            return file == "poll" ? sql.Replace(text, instead, StringComparison.Ordinal) : sql;
        }));
    }

    private static async Task<string> RunAsync(Func<string, string, string> change)
    {
        var (time, said) = (new FakeTime(), new StringBuilder());
        await using var store = QueueStore.Open(
            new FileSettings(FileSettings.InMemory, "q", Flush: false), new SqlTexts(change), new ConformanceJobReader(),
            deduplicateFor: null, int.MaxValue, time);
        var leases = new SqlitePollLeases(_ => ValueTask.FromResult(store));

        var a = await HoldAsync("a");
        await HoldAsync("b");
        await PushAsync(a, 1, "x");
        await PushAsync(a, 1, "x");
        time.Advance(TimeSpan.FromSeconds(10));
        await HoldAsync("a");
        time.Advance(TimeSpan.FromSeconds(10));
        await HoldAsync("b");
        await PushAsync(a! with { Holder = "c" }, 2, "not c's");
        await PushAsync(a with { Fence = a.Fence - 1 }, 2, "too old");
        await leases.ReleaseAsync("b", ["1"], default);
        await HoldAsync("b");
        await leases.ReleaseAsync("a", ["1"], default);
        await PushAsync(a, 2, "given back");
        var b = await HoldAsync("b");
        await PushAsync(a, 2, "another's");
        await PushAsync(b, 1, "y");
        time.Advance(TimeSpan.FromSeconds(16));
        await HoldAsync("c");
        await HoldAsync("b");
        await leases.ReleaseAsync("c", ["1"], default);
        var again = await HoldAsync("c");
        await PushAsync(again, 1, "z");
        return said.ToString();

        async Task<PollLease?> HoldAsync(string holder)
        {
            var lease = (await leases.HoldAsync(holder, ["1"], TimeSpan.FromSeconds(15), default))[0];
            said.AppendLine(lease?.ToString() ?? "another's");
            return lease;
        }

        async Task PushAsync(PollLease? lease, long number, string text)
        {
            var entry = new NewEntry(Encoding.UTF8.GetBytes(text), Guid.Empty, "", DateTimeOffset.UnixEpoch);
            var pushed = lease is not null && await leases.PushAsync(lease, new PollBatch(number, number + 9, [entry]), default);
            said.Append(text).Append(' ').Append(pushed).Append(' ')
                .Append(store.Read(reads => reads["status.pending"].ReadNumber() ?? 0)).AppendLine();
        }
    }
}
