using TgWorker.Core.Queues;
using TgWorker.Dashboard.Showing;
using TgWorker.Dashboard.Tests.Stage;

namespace TgWorker.Dashboard.Tests.Showing;

public sealed class TroublesTests
{
    private static readonly QueueStatus Well = Statuses.Of() with { Workers = [Statuses.Worker("a")] };
    private static readonly WorkerStatus Dead = Statuses.Worker("b") with { LeaseLeft = TimeSpan.FromSeconds(-3) };

    private static readonly List<(string Name, QueueStatus Status, string[] Expected)> Table =
    [
        ("all is well", Well, []),
        ("nobody works and nothing waits", Well with { Workers = [] }, ["Warn no worker is alive"]),
        ("nobody works and updates wait", Well with { Workers = [], Pending = 3 }, ["Bad no worker is alive, and updates wait"]),
        ("only a dead one", Well with { Workers = [Dead with { Lanes = 0 }], Pending = 3 }, ["Bad no worker is alive, and updates wait"]),
        ("a dead one beside a live one", Well with { Workers = [Statuses.Worker("a"), Dead] }, ["Bad dead and 2 chats wait for it"]),
        ("a dead one whose chats are taken over", Well with { Workers = [Statuses.Worker("a"), Dead with { Lanes = 0 }] }, []),
        ("paused", Well with { Paused = true, ReadyNow = 5 }, ["Bad is paused: 5 things wait"]),
        ("paused, and so waits long", Well with { Paused = true, OldestWait = TimeSpan.FromHours(1) }, ["Bad is paused: 0 things wait"]),
        ("waits long", Well with { OldestWait = TimeSpan.FromSeconds(61) }, ["Bad has waited 1 min 1 s"]),
        ("does not wait long", Well with { OldestWait = TimeSpan.FromSeconds(60) }, []),
        ("stopped chats", Well with { Stopped = 1 }, ["Bad 1 chat is stopped"]),
        ("failed lately", Well with { FailedLastHour = 7 }, ["Warn 7 jobs failed in the last hour"]),
        ("a late beat", Well with { Workers = [Statuses.Worker("a") with { LeaseLeft = TimeSpan.FromSeconds(3) }] },
            ["Warn last heard of 7.0 s ago"]),
        ("a worker that says nothing of itself", Well with { Workers = [Statuses.Worker("a") with { Replica = null }] }, []),
        ("the worst first", Well with { FailedLastHour = 1, Stopped = 1 }, ["Bad stopped", "Warn failed"]),
    ];

    public static TheoryData<string> Cases => [.. Table.Select(known => known.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_EachState_SaysWhatIsWrong(string name)
    {
        var (_, status, expected) = Table.Find(known => known.Name == name);
        var troubles = Troubles.Of(status);

        Assert.Equal(expected.Length, troubles.Count);
        Assert.All(troubles.Zip(expected), pair =>
        {
            Assert.Contains(pair.Second[(pair.Second.IndexOf(' ', StringComparison.Ordinal) + 1)..], pair.First.What,
                StringComparison.Ordinal);
            Assert.StartsWith(pair.First.Level.ToString(), pair.Second, StringComparison.Ordinal);
            Assert.NotEmpty(pair.First.Remedy);
        });
    }
}
