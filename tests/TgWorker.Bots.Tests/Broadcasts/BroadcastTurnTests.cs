using System.Text.Json;
using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots.Tests.Broadcasts;

public sealed class BroadcastTurnTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);

    private static readonly StoredBroadcast Sending = new("b", default, BroadcastState.Sending)
    {
        Total = 1_200, Created = Now.AddHours(-1), Changed = Now.AddHours(-1),
    };

    private static readonly StoredPlan Plan = new("main", "sendMessage", JsonElement.Parse("{}"));

    public static TheoryData<string, object, object, long, long, BroadcastState?> Cases => new()
    {
        { "at once", Sending, Plan, 30, 30, null },
        { "no room", Sending, Plan, 0, 0, null },
        { "to the end of the page", Sending with { Cursor = 490 }, Plan, 30, 10, null },
        { "a page begins", Sending with { Cursor = 500 }, Plan, 30, 30, null },
        { "to the end of all", Sending with { Cursor = 1_195 }, Plan, 30, 5, null },
        { "all are in lanes", Sending with { Cursor = 1_200 }, Plan, 30, 0, null },
        { "all are in lanes for days", Sending with { Cursor = 1_200, Changed = Now.AddDays(-9) }, Plan, 30, 0, BroadcastState.Expired },
        { "all are in lanes, the last since now", Sending with
            {
                Cursor = 1_200, Changed = Now.AddDays(-9), Pace = new(Now.AddHours(-1), 0, 1),
            }, Plan, 30, 0, null },
        { "rests", Sending with { State = BroadcastState.Paused }, Plan, 30, 0, null },
        { "loads", Sending with { State = BroadcastState.Loading }, Plan, 30, 0, null },
        { "too soon", Sending, Plan with { NotBefore = Now.AddSeconds(1) }, 30, 0, null },
        { "its time has come", Sending, Plan with { NotBefore = Now }, 30, 30, null },
        { "its time is over", Sending, Plan with { Until = Now }, 30, 0, BroadcastState.Expired },
        { "its time is over, and all are in lanes", Sending with { Cursor = 1_200 }, Plan with { Until = Now }, 30, 0, null },
        { "the hours are over", Sending, Plan with { HoursText = "09:00-12:00" }, 30, 0, null },
        { "within the hours", Sending, Plan with { HoursText = "09:00-12:01" }, 30, 30, null },
        { "the hours of another zone", Sending, Plan with { HoursText = "13:59-14:01", TimeZone = "Europe/Berlin" }, 30, 30, null },
        { "all refused", Sending with { Cursor = 25, Failed = 20 }, Plan, 30, 0, BroadcastState.Paused },
        { "all refused, and continued", Sending with { Cursor = 25, Failed = 20, Reason = "continued" }, Plan, 30, 30, null },
        { "nearly all refused", Sending with { Cursor = 25, Failed = 20, Sent = 1 }, Plan, 30, 30, null },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Of_EveryCase_DecidesSo(string name, object broadcast, object plan, long room, long put, BroadcastState? to)
    {
        var turn = BroadcastTurn.Of((StoredBroadcast)broadcast, (StoredPlan)plan, Now, room);

        Assert.Equal((name, put, to, to is null), (name, turn.Put, turn.To, turn.Reason is null));
    }
}
