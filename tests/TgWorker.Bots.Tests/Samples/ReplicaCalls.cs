using System.Globalization;
using TgWorker.TestSupport.Telegram;

namespace TgWorker.Bots.Tests.Samples;

/// <summary>
/// What replicas of <c>tgworker</c> asked of Telegram while some of them were killed, and who asked it: each has an address of its own for
/// Telegram's server.
/// </summary>
/// <param name="calls">The calls, in the order in which the server read them.</param>
/// <param name="ends">How each replica ended, by its number.</param>
/// <param name="isRefused">Whether a call came to nothing, by its turn; null where none did.</param>
internal sealed class ReplicaCalls(IReadOnlyList<BotApiCall> calls, IReadOnlyList<ReplicaEnd> ends, Func<int, bool>? isRefused = null)
{
    private readonly ILookup<long?, (int Turn, int Replica, string? Text)> _ofChats = calls
        .Select((call, turn) => (call.ChatId, Call: (turn, NumberOf(call), call.Text)))
        .Where(call => isRefused?.Invoke(call.Call.turn) != true).ToLookup(call => call.ChatId, call => call.Call);

    /// <summary>What a replica's address of the server ends with.</summary>
    public static string PathOf(int replica) => string.Create(CultureInfo.InvariantCulture, $"r{replica}/");

    /// <summary>How many calls were made more than once, all chats together.</summary>
    public int Repeated => _ofChats.Sum(chat => chat.Count() - chat.Select(call => call.Text).Distinct().Count());

    /// <summary>
    /// Fails unless a chat got its messages in order, each once, and at most what was under way when a replica died or lost its lease came
    /// again.
    /// </summary>
    public void AssertInOrder(long chat, IReadOnlyList<string> expected)
    {
        var got = _ofChats[chat].ToList();
        Assert.Equal(expected, got.Select(call => call.Text!).Distinct());

        // The replica that has the chat makes a call again that its predecessor may have made; no other does.
        if (got.GroupBy(call => call.Text).Any(same => same.Count() > 1 && same.Count(call => !HasLostChats(call.Replica)) > 1))
        {
            Assert.Fail($"Made again without need, {Describe(chat)}");
        }

        // One at a time was under way.
        if (got.GroupBy(call => call.Replica).Any(own => own.Count() - own.DistinctBy(call => call.Text).Count() > ends[own.Key].Lapses))
        {
            Assert.Fail($"Twice by one, {Describe(chat)}");
        }

        // What was read after its replica had died was under way when it died: nobody can take it back.
        var (places, latest) = (expected.Index().ToDictionary(its => its.Item, its => its.Index, StringComparer.Ordinal), -1);
        foreach (var call in got)
        {
            if (places[call.Text!] < latest && !IsLeftBehind(call))
            {
                Assert.Fail($"Out of order, {Describe(chat)}");
            }

            latest = Math.Max(latest, places[call.Text!]);
        }
    }

    private static int NumberOf(BotApiCall call)
    {
        var first = call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)[0];
        return int.Parse(first.AsSpan(1), CultureInfo.InvariantCulture);
    }

    private bool HasLostChats(int replica) => ends[replica] is { DiedAt: not null } or { Lapses: > 0 };

    private bool IsLeftBehind((int Turn, int Replica, string? Text) call) =>
        call.Turn >= ends[call.Replica].DiedAt || ends[call.Replica].Lapses > 0;

    private string Describe(long chat) => string.Create(CultureInfo.InvariantCulture, $"chat {chat}: ") + string.Join(", ",
        Around(_ofChats[chat].ToList()).Select(call => $"'{call.Text}' by r{call.Replica} ({ends[call.Replica]}) as number {call.Turn}"));

    // What came more than once, and its neighbours.
    private static IEnumerable<(int Turn, int Replica, string? Text)> Around(List<(int Turn, int Replica, string? Text)> got)
    {
        var again = got.GroupBy(call => call.Text).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return got.Where((_, i) => Enumerable.Range(i - 2, 5).Any(at => at >= 0 && at < got.Count && again.Contains(got[at].Text)));
    }
}
