using TgWorker.Core.Queues;
using TgWorker.Core.Timers;

namespace TgWorker.Testing.Conformance;

/// <summary>Timers enter their lanes when they are due, each once. A queue may have none; one that has some keeps these rules.</summary>
internal sealed class TimersContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Shorter than a lease, which a queue on the test's clock loses along with it.
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(5);

    [Rule]
    public Task Set_NotDue_IsPendingAndGivesNothing() => WithTimersAsync(async timers =>
    {
        await SetAsync(timers, 7, "tea", Hour);

        Assert.Equal([], Texts(await ClaimAsync(await JoinAsync())));
        Assert.Equal(["7/tea"], await PendingAsync(timers));
    });

    [Rule]
    public Task Set_Due_IsGrantedOnceAndIsPendingNoMore() => WithTimersAsync(async timers =>
    {
        await SetAsync(timers, 7, "tea", Hour);
        await AdvanceAsync(Hour);
        var session = await JoinAsync();

        Assert.Equal(["tea"], await RunAllAsync(session));
        Assert.Equal([], await PendingAsync(timers));
        Assert.Equal([], await RunAllAsync(await JoinAsync()));
    });

    [Rule]
    public Task Due_EntersItsLaneBehindWhatIsThere_InTheOrderOfTheTimes() => WithTimersAsync(async timers =>
    {
        await PushAsync(new("7", "a1"), new("7", "a2"));
        var session = await JoinAsync();
        var first = await ClaimOneAsync(session);
        await SetAsync(timers, 7, "second", 2 * Minute);
        await SetAsync(timers, 7, "first", Minute);
        await SetAsync(timers, 8, "other", Minute);
        await AdvanceAsync(3 * Minute);
        var other = await JoinAsync();

        Assert.Equal(["other"], Texts(await ClaimAsync(other)));
        var ran = new List<string>();
        for (var at = first; at is not null;)
        {
            ran.Add(Text(at));
            at = (await FinishAsync(session, at, takeNext: true)).Next!;
        }

        Assert.Equal(["a1", "a2", "first", "second"], ran);
    });

    [Rule]
    public Task Set_SameNameAndLane_ReplacesIt() => WithTimersAsync(async timers =>
    {
        await SetAsync(timers, 7, "tea", Soon);
        await SetAsync(timers, 7, "tea", 3 * Hour);
        await SetAsync(timers, 8, "tea", 2 * Hour);
        await AdvanceAsync(Hour);

        Assert.Equal([], await RunAllAsync(await JoinAsync()));
        Assert.Equal(["8/tea", "7/tea"], await PendingAsync(timers));
    });

    [Rule]
    public Task Cancel_ByNameOrId_TakesItAway() => WithTimersAsync(async timers =>
    {
        await SetAsync(timers, 7, "tea", Soon);
        await SetAsync(timers, 8, "tea", Soon);

        Assert.True(await timers.CancelAsync(new TimerPlace("main", 7), "tea", null, default) == true);
        Assert.True(await timers.CancelAsync("8/tea", default));
        Assert.False(await timers.CancelAsync("8/tea", default));
        await AdvanceAsync(Hour);
        Assert.Equal([], await RunAllAsync(await JoinAsync()));
    });

    [Rule]
    public Task Set_ByADeliveryThatLostItsLane_IsRefused() => WithTimersAsync(async timers =>
    {
        var dead = await JoinAsync();
        var heir = await JoinAsync();
        await PushAsync(new Entry("7", "a1"));
        var old = await ClaimOneAsync(dead);
        Assert.True(await dead.Timers!.SetAsync(Timer(7, "mine", Hour), old, default));
        await LapseAsync(dead);
        await heir.RenewAsync(default);
        await ClaimOneAsync(heir);

        Assert.False(await dead.Timers.SetAsync(Timer(7, "late", Hour), old, default));
        Assert.True(await dead.Timers.CancelAsync(new TimerPlace("main", 7), "mine", old, default) is null);
        Assert.Equal(["7/mine"], await PendingAsync(timers));
    });

    [Rule]
    public Task Repeat_GoesOffAgain_WithAnotherUuid_AndMissedTimesAreNotMadeUpFor() => WithTimersAsync(async timers =>
    {
        await timers.SetAsync(new NewTimer(new("main", 7), "daily") { After = Hour, Repeat = TimerRepeat.Every(Hour) }, null, default);
        await AdvanceAsync(Hour);
        var once = await FireOneAsync();
        Assert.Equal(["7/daily"], await PendingAsync(timers));
        await AdvanceAsync(5 * Hour);
        var twice = await FireOneAsync();

        Assert.True(once != twice, "Two goings-off are two jobs.");
        Assert.Equal([], await RunAllAsync(await JoinAsync()));
        Assert.Equal(["7/daily"], await PendingAsync(timers));
    });

    [Rule]
    public Task NotLaterThan_TooLate_IsSkipped() => WithTimersAsync(async timers =>
    {
        await timers.SetAsync(Timer(7, "fresh", Soon) with { NotLaterThan = 3 * Hour }, null, default);
        await timers.SetAsync(Timer(8, "stale", Soon) with { NotLaterThan = TimeSpan.FromMinutes(1) }, null, default);
        await AdvanceAsync(Hour);

        Assert.Equal(["fresh"], await RunAllAsync(await JoinAsync()));
        Assert.Equal([], await PendingAsync(timers));
    });

    [Rule]
    public Task Wait_TimerIsSetBySomebodyElse_EndsWhenItIsDue() => WithTimersAsync(async timers =>
    {
        var session = await JoinAsync();
        await ClaimAsync(session);
        var waiting = session.WaitAsync(TimeSpan.FromMinutes(1), default).AsTask();

        await SetAsync(timers, 7, "tea", Soon);
        await AdvanceAsync(Soon);
        var granted = new List<Delivery>();
        for (var waits = 0; granted.Count == 0; waits++)
        {
            Assert.True(waits < Plenty, "It never goes off.");
            await waiting.WaitAsync(TimeSpan.FromSeconds(30));
            granted.AddRange(await ClaimAsync(session));
            waiting = granted.Count > 0 ? Task.CompletedTask : session.WaitAsync(TimeSpan.FromMinutes(1), default).AsTask();
        }

        Assert.Equal(["tea"], Texts(granted));
    });

    [Rule]
    public Task Due_MoreThanOneStepMoves_AllGoOffInOrder() => WithTimersAsync(async timers =>
    {
        const int count = 250;
        for (var i = 0; i < count; i++)
        {
            await SetAsync(timers, i % 5, $"{i}", Soon + (i * TimeSpan.FromSeconds(1)));
        }

        await AdvanceAsync(Hour);
        var ran = new List<string>();
        for (var session = await JoinAsync(); await ClaimAsync(session, 1) is [var delivery];)
        {
            ran.Add(Text(delivery));
            for (var next = (await FinishAsync(session, delivery, takeNext: true))
                .Next; next is not null; next = (await FinishAsync(session, next, takeNext: true)).Next)
            {
                ran.Add(Text(next));
            }
        }

        Assert.Equal(count, ran.Count);
        for (var chat = 0; chat < 5; chat++)
        {
            Assert.Equal(Enumerable.Range(0, count).Where(i => i % 5 == chat).Select(i => $"{i}"),
                ran.Where(name => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture) % 5 == chat));
        }
    });

    private static NewTimer Timer(long chat, string name, TimeSpan after) => new(new TimerPlace("main", chat), name) { After = after };

    private static async Task SetAsync(IQueueTimers timers, long chat, string name, TimeSpan after) =>
        Assert.True(await timers.SetAsync(Timer(chat, name, after), null, default));

    private static async Task<IReadOnlyList<string>> PendingAsync(IQueueTimers timers)
    {
        var ids = new List<string>();
        await foreach (var timer in timers.ListAsync(default))
        {
            ids.Add(timer.Id);
        }

        return ids;
    }

    private async Task<string?> FireOneAsync()
    {
        var session = await JoinAsync();
        var delivery = await ClaimOneAsync(session);
        await FinishAsync(session, delivery);
        return delivery.Job.Uuid;
    }

    private async Task WithTimersAsync(Func<IQueueTimers, Task> rule)
    {
        if (Queue.Timers is { } timers)
        {
            await rule(timers);
        }
    }
}
