using TgWorker.Sqlite.Files;
using TgWorker.Sqlite.Statements;
using Xunit;

namespace TgWorker.Sqlite.Tests.Steps;

/// <summary>No step goes through a table: what it costs does not grow with what waits.</summary>
public sealed class QueryPlanTests
{
    private static readonly string[] Files =
    [
        "turn", "push", "poll", "lease", "claim", "sort", "settle", "failed", "operate", "lane", "lanes", "remember", "outgoing", "look",
        "sweep", "broadcast", "copied", "unread", "failed_jobs", "pause",
    ];

    // Tables of one row, of the workers there are, of the quiet times there are, of the bots that are paused (900 at most), and of the runs
    // that an operator cancelled and that have not ended; and the next rows of a list, in their order.
    private static readonly string[] Short = ["queue", "worker", "quiet", "seen_count", "cancelled", "paused_bot"];

    public static TheoryData<string> Statements => [.. Files.SelectMany(new SqlTexts().NamesIn).Where(name => name != "look.version")];

    [Theory]
    [MemberData(nameof(Statements))]
    public void Plan_OfEveryStatement_SearchesOrReadsInOrder(string name)
    {
        var sql = new SqlTexts();
        var (connection, _) = QueueFile.Open(new FileSettings(FileSettings.InMemory, "q", Flush: false), sql, TimeProvider.System);
        using (connection)
        {
            var plan = connection.Prepare("EXPLAIN QUERY PLAN " + sql[name]);
            while (plan.Read())
            {
                var line = plan.Text(3);
                Assert.DoesNotContain("TEMP B-TREE", line, StringComparison.Ordinal);
                Assert.DoesNotContain("AUTOMATIC", line, StringComparison.Ordinal);
                Assert.True(!line.StartsWith("SCAN", StringComparison.Ordinal) || IsBounded(line, sql[name]), $"{name}: {line}");
            }
        }
    }

    private static bool IsBounded(string line, string statement) =>
        line.Contains("CONSTANT ROW", StringComparison.Ordinal)
        || Short.Any(table => line.StartsWith($"SCAN {table}", StringComparison.Ordinal))
        || statement.Contains("LIMIT", StringComparison.Ordinal)
        || statement.Contains("EXISTS (SELECT 1 FROM list)", StringComparison.Ordinal);
}
