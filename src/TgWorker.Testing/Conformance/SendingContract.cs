using TgWorker.Core.Queues;
using TgWorker.Core.Sending;

namespace TgWorker.Testing.Conformance;

/// <summary>The limits of what bots send. A queue may keep none; one that keeps them keeps these rules.</summary>
/// <remarks>The limits here are of minutes and hours: what a test itself takes changes no answer.</remarks>
internal sealed class SendingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Close = TimeSpan.FromSeconds(20);

    [Rule]
    public Task Take_ChatAtRest_GivesTheBurst_ThenTellsTheExactWait() => WithLimitsAsync(async limits =>
    {
        var wish = Answer("7") with { PerChat = new SendRate(Hour, 3) };

        Assert.Equal(["sent", "sent", "sent", "60"], await TakeAsync(limits, wish, 4));
        await AdvanceAsync(Hour - Minute);
        Assert.Equal(["1"], await TakeAsync(limits, wish, 1));
        await AdvanceAsync(Minute);
        Assert.Equal(["sent", "60"], await TakeAsync(limits, wish, 2));
    });

    [Rule]
    public Task Take_LongRest_GivesNoMoreThanTheBurst() => WithLimitsAsync(async limits =>
    {
        var wish = Answer("7") with { PerChat = new SendRate(Hour, 2) };
        await TakeAsync(limits, wish, 2);
        await AdvanceAsync(100 * Hour);

        Assert.Equal(["sent", "sent", "60"], await TakeAsync(limits, wish, 3));
    });

    [Rule]
    public Task Take_OtherChatAndOtherBot_AreIndependent() => WithLimitsAsync(async limits =>
    {
        var wish = Answer("7") with { PerChat = new SendRate(Hour, 1) };

        Assert.Equal(["sent", "60"], await TakeAsync(limits, wish, 2));
        Assert.Equal(["sent", "60"], await TakeAsync(limits, wish with { Chat = "8" }, 2));
        Assert.Equal(["sent", "60"], await TakeAsync(limits, wish with { Bot = "2" }, 2));
    });

    [Rule]
    public Task Take_OneOfThemIsNotFree_TakesNoneOfTheOthers() => WithLimitsAsync(async limits =>
    {
        var bot = new SendRate(Hour, 1);
        Assert.Equal(["sent"], await TakeAsync(limits, Notify("7") with { PerChat = new SendRate(4 * Hour, 1), PerBot = bot }, 1));
        await AdvanceAsync(Hour);

        Assert.Equal(["180"], await TakeAsync(limits, Notify("7") with { PerChat = new SendRate(4 * Hour, 1), PerBot = bot }, 1));
        Assert.Equal(["sent", "60"], await TakeAsync(limits, Notify("8") with { PerBot = bot }, 2));
    });

    [Rule]
    public Task Take_Group_CountsMessages_AndTheirNumberMayBeAboveTheBurst() => WithLimitsAsync(async limits =>
    {
        var wish = Answer("-7") with { PerGroup = new SendRate(Minute, 5), PerChat = new SendRate(Minute, 3), Messages = 10 };

        Assert.Equal(["sent", "10"], await TakeAsync(limits, wish, 2));
        Assert.Equal(["6"], await TakeAsync(limits, wish with { Messages = 1 }, 1));
    });

    [Rule]
    public Task Answer_CountsAgainstNothingOfTheBot() => WithLimitsAsync(async limits =>
    {
        var bot = new SendRate(Hour, 1);
        Assert.Equal(["sent", "60"], await TakeAsync(limits, Notify("7") with { PerBot = bot }, 2));

        Assert.Equal(["sent", "sent"], await TakeAsync(limits, Answer("7") with { PerBot = bot }, 2));
        await AdvanceAsync(Hour);
        Assert.Equal(["sent"], await TakeAsync(limits, Notify("8") with { PerBot = bot }, 1));
    });

    [Rule]
    public Task Broadcast_LeavesTheReserveToNotifications() => WithLimitsAsync(async limits =>
    {
        var bot = new SendRate(Hour, 3);
        var broadcast = new SendWish("1", "7", SendClass.Broadcast) { PerBot = bot, Reserve = 1 };

        Assert.Equal(["sent", "sent", "60"], await TakeAsync(limits, broadcast, 3));
        Assert.Equal(["sent", "60"], await TakeAsync(limits, Notify("8") with { PerBot = bot }, 2));
        Assert.Equal(["120"], await TakeAsync(limits, broadcast, 1));
    });

    [Rule]
    public Task Paid_HasARateOfItsOwn() => WithLimitsAsync(async limits =>
    {
        var bot = new SendRate(Hour, 1);

        Assert.Equal(["sent", "60"], await TakeAsync(limits, Notify("7") with { PerBot = bot }, 2));
        Assert.Equal(["sent", "60"], await TakeAsync(limits, Notify("8") with { PerBot = bot, IsPaid = true }, 2));
    });

    [Rule]
    public Task Take_Ahead_GivesTheNextTurns_EachItsOwn() => WithLimitsAsync(async limits =>
    {
        var wish = Notify("7") with { PerBot = new SendRate(Hour, 1), Ahead = (2 * Hour) + Minute };

        Assert.Equal(["sent", "sent after 60", "sent after 120", "180"], await TakeAsync(limits, wish, 4));
        await AdvanceAsync(2 * Hour);
        Assert.Equal(["60"], await TakeAsync(limits, wish with { Ahead = default }, 1));
    });

    [Rule]
    public Task Take_TurnIsFurtherAhead_EachComesBackAtATimeOfItsOwn() => WithLimitsAsync(async limits =>
    {
        var wish = Notify("7") with { PerBot = new SendRate(Hour, 1), Ahead = Minute };

        Assert.Equal(["sent", "60", "120", "180"], await TakeAsync(limits, wish, 4));
        Assert.Equal(["60"], await TakeAsync(limits, wish with { Ahead = default }, 1));
        await AdvanceAsync(Hour);
        Assert.Equal(["sent", "180"], await TakeAsync(limits, wish, 2));
    });

    [Rule]
    public Task Take_Ahead_WaitsForTheBotOnly_NotForTheChat() => WithLimitsAsync(async limits =>
    {
        var wish = Notify("7") with { PerChat = new SendRate(Hour, 1), PerBot = new SendRate(Minute, 1), Ahead = 2 * Hour };

        Assert.Equal(["sent", "60"], await TakeAsync(limits, wish, 2));
        await limits.NoteRefusedAsync(new SendRefusal(wish with { Class = SendClass.Broadcast }, Minute), default);
        Assert.Equal(["1"], await TakeAsync(limits, wish with { Chat = "8" }, 1));
    });

    [Rule]
    public Task Refused_TheChatPauses_ForEveryClass_AndNoOther() => WithLimitsAsync(async limits =>
    {
        Assert.False(await limits.NoteRefusedAsync(new SendRefusal(Answer("7"), Hour), default));

        Assert.Equal(["60"], await TakeAsync(limits, Answer("7"), 1));
        Assert.Equal(["60"], await TakeAsync(limits, Notify("7"), 1));
        Assert.Equal(["sent"], await TakeAsync(limits, Notify("8"), 1));
        await AdvanceAsync(Hour);
        Assert.Equal(["sent"], await TakeAsync(limits, Answer("7"), 1));
    });

    [Rule]
    public Task Refused_TwoPauses_TheLaterEndCounts() => WithLimitsAsync(async limits =>
    {
        await limits.NoteRefusedAsync(new SendRefusal(Answer("7"), 2 * Hour), default);
        await limits.NoteRefusedAsync(new SendRefusal(Answer("7"), Minute), default);

        Assert.Equal(["120"], await TakeAsync(limits, Answer("7"), 1));
    });

    [Rule]
    public Task Refused_ThreeChatsTogether_AllButAnswersPause() => WithLimitsAsync(async limits =>
    {
        Assert.False(await limits.NoteRefusedAsync(new SendRefusal(Answer("7"), Hour), default));
        Assert.False(await limits.NoteRefusedAsync(new SendRefusal(Answer("8"), Hour), default));
        Assert.False(await limits.NoteRefusedAsync(new SendRefusal(Answer("8"), Hour), default));
        Assert.True(await limits.NoteRefusedAsync(new SendRefusal(Notify("9"), Hour), default));

        Assert.Equal(["60"], await TakeAsync(limits, Notify("10"), 1));
        Assert.Equal(["60"], await TakeAsync(limits, new SendWish("1", "11", SendClass.Broadcast) { IsPaid = true }, 1));
        Assert.Equal(["sent"], await TakeAsync(limits, Answer("10"), 1));
    });

    [Rule]
    public Task Refused_ThreeChatsOneAfterTheOther_ArePausesOfTheirOwn() => WithLimitsAsync(async limits =>
    {
        foreach (var chat in (string[])["7", "8", "9"])
        {
            Assert.False(await limits.NoteRefusedAsync(new SendRefusal(Answer(chat), Hour), default));
            await AdvanceAsync(TimeSpan.FromSeconds(3));
        }

        Assert.Equal(["sent"], await TakeAsync(limits, Notify("10"), 1));
    });

    [Rule]
    public Task Refused_ABroadcast_ComesBackAtHalfTheRate_AndABitFasterEachMinute() => WithLimitsAsync(async limits =>
    {
        // Eight a second: 28,800 are an hour.
        var wish = new SendWish("1", "7", SendClass.Broadcast)
        {
            PerBot = new SendRate(TimeSpan.FromMilliseconds(125), 1), Messages = 28_800,
        };
        var refusal = new SendRefusal(wish, Minute);
        Assert.True(await limits.NoteRefusedAsync(refusal, default));
        Assert.True(await limits.NoteRefusedAsync(refusal, default));
        Assert.Equal(["1"], await TakeAsync(limits, wish with { Chat = "8" }, 1));
        await AdvanceAsync(Minute);

        Assert.Equal(["sent", "120"], await TakeAsync(limits, wish, 2));
        await AdvanceAsync(120 * Minute);
        Assert.Equal(["sent", "60"], await TakeAsync(limits, wish, 2));
        await AdvanceAsync(Hour);
        await limits.NoteRefusedAsync(refusal, default);
        await AdvanceAsync(Minute);
        await limits.NoteRefusedAsync(refusal with { Wish = wish with { IsPaid = true } }, default);
        await AdvanceAsync(2 * Minute);
        Assert.Equal(["sent", "80"], await TakeAsync(limits, wish, 2));
    });

    [Rule]
    public Task Limits_AreSharedByAllWhoOpenTheQueue() => WithLimitsAsync(async limits =>
    {
        var other = (await OpenAsync()).SendLimits!;
        var wish = Notify("7") with { PerChat = new SendRate(Hour, 2), PerBot = new SendRate(Hour, 3) };

        Assert.Equal(["sent"], await TakeAsync(limits, wish, 1));
        Assert.Equal(["sent", "60"], await TakeAsync(other, wish, 2));
        Assert.Equal(["sent", "60"], await TakeAsync(other, wish with { Chat = "8" }, 2));
        await limits.NoteRefusedAsync(new SendRefusal(Answer("9"), Hour), default);
        Assert.Equal(["60"], await TakeAsync(other, Answer("9"), 1));
    });

    [Rule(Seeds = 6)]
    public Task AnySequence_IsDecidedAsTheRulesSay(int seed) => WithLimitsAsync(async limits =>
    {
        var chance = new Random(seed);
        var (chats, bot, now) = (new Dictionary<string, ChatSends>(), BotSends.None, 2_000_000_000_000_000L);
        for (var step = 0; step < 60; step++)
        {
            var wish = Draw(chance);
            var chat = chats.GetValueOrDefault(wish.Chat);
            if (chance.Next(8) == 0)
            {
                var refusal = new SendRefusal(wish, chance.Next(1, 5) * Minute);
                (var isWide, chats[wish.Chat], bot) = SendRules.Refuse(refusal, chat, bot, now);
                Assert.Equal(isWide, await limits.NoteRefusedAsync(refusal, default));
            }
            else
            {
                (var expected, chats[wish.Chat], bot) = SendRules.Take(wish, chat, bot, now);
                Assert.Equal(Text(expected), Text(await limits.TakeAsync(wish, default)), $"step {step}, {wish}");
            }

            if (chance.Next(3) > 0)
            {
                var passing = chance.Next(1, 10) * Minute;
                await AdvanceAsync(passing);
                now += (long)passing.TotalMicroseconds;
            }
        }
    });

    private static SendWish Draw(Random chance)
    {
        var kind = (SendClass)chance.Next(3);
        var wish = new SendWish("1", $"{chance.Next(1, 6)}", kind)
        {
            PerChat = new SendRate(2 * Minute, 3), Messages = chance.Next(5) == 0 ? 4 : 1,
            IsPaid = kind == SendClass.Broadcast && chance.Next(2) == 0,
            PerGroup = chance.Next(2) == 0 ? new SendRate(5 * Minute, 4) : default,
        };
        return kind == SendClass.Answer ? wish : wish with
        {
            PerBot = new SendRate(Minute, 4), Reserve = kind == SendClass.Broadcast ? 1 : 0, Ahead = chance.Next(2) * 3 * Minute,
        };
    }

    private static SendWish Answer(string chat) => new("1", chat, SendClass.Answer);

    private static SendWish Notify(string chat) => new("1", chat, SendClass.Notify);

    private static async Task<List<string>> TakeAsync(ISendLimits limits, SendWish wish, int times)
    {
        var turns = new List<string>();
        for (var i = 0; i < times; i++)
        {
            turns.Add(Text(await limits.TakeAsync(wish, default)));
        }

        return turns;
    }

    // In minutes: what the test itself takes is rounded away.
    private static string Text(SendTurn turn)
    {
        var minutes = Math.Ceiling((turn.Wait - Close) / Minute);
        return !turn.IsTaken ? FormattableString.Invariant($"{minutes}")
            : minutes > 0 ? FormattableString.Invariant($"sent after {minutes}") : "sent";
    }

    private async Task WithLimitsAsync(Func<ISendLimits, Task> rule)
    {
        if (Queue.SendLimits is { } limits)
        {
            await rule(limits);
        }
    }
}
