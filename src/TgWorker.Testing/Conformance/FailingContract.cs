using System.Text;
using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>How a job is given up and kept, and what becomes of its lane.</summary>
internal sealed class FailingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Fail_Job_IsKeptWithAllThatIsKnownOfIt()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1") { Bot = "shop", UpdateId = 7, Uuid = "u-7" });

        var settled = await session.FailAsync(
            await ClaimOneAsync(session), new Failure("It broke: \"ü\".", 3) { Detail = "Boom: ü\n   at Here()" }, takeNext: false,
            default);

        var failed = Assert.Single(await ListFailedAsync());
        Assert.True(settled.Accepted);
        Assert.Equal(
            ("u-7", Queue.Name, "a", "shop", 7, 3, "It broke: \"ü\".", session.Incarnation),
            (failed.Id, failed.Queue, failed.Lane, failed.Bot, failed.UpdateId, failed.Attempts, failed.Error, failed.Worker));
        Assert.Equal("Boom: ü\n   at Here()", failed.Detail);
        Assert.NotEqual(default, failed.FailedAt);
        Assert.Equal(failed with { Payload = default }, (await FailedJobs.FindAsync("u-7", default))! with { Payload = default });
    }

    [Rule]
    public async Task Fail_AnyBytes_AreKeptUntouched()
    {
        var session = await JoinAsync();
        byte[] payload = [.. Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => value != '|')];
        await Queue.PushAsync(payload, default);

        await FailAsync(session, await ClaimOneAsync(session));

        var failed = Assert.Single(await ListFailedAsync());
        Assert.Equal(payload, failed.Payload.ToArray());
        Assert.Equal(payload, (await FailedJobs.FindAsync(failed.Id, default))!.Payload.ToArray());
    }

    [Rule]
    public async Task Fail_TakingTheNext_GrantsIt()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var head = await ClaimOneAsync(session);
        await session.NoteFailuresAsync(head, 2, default);

        var settled = await FailAsync(session, head, takeNext: true);

        Assert.Equal(("a2", 0), (Text(settled.Next!), settled.Next!.Failures));
        Assert.True(settled.Next.Fence > head.Fence);
    }

    [Rule]
    public async Task Fail_WithoutTakingTheNext_LeavesTheLaneToAnyWorker()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));

        Assert.Equal(new Settled(true, null), await FailAsync(session, await ClaimOneAsync(session)));
        Assert.Equal(["a2"], Texts(await ClaimAsync(await JoinAsync())));
    }

    [Rule]
    public async Task Fail_DeliveryThatIsNotHeld_IsRefusedAndNothingIsKept()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var old = await ClaimOneAsync(session);
        await FinishAsync(session, old, takeNext: true);

        Assert.Equal(new Settled(false, null), await FailAsync(session, old, takeNext: true));
        Assert.Empty(await ListFailedAsync());
    }

    [Rule]
    public async Task Fail_SeveralJobs_AreListedTheNewestFirst()
    {
        var session = await JoinAsync();
        await PushAsync([.. Enumerable.Range(1, 5).Select(number => new Entry("a", $"a{number}") { Uuid = $"u{9 - number}" })]);
        while (await ClaimAsync(session, 1) is [var delivery])
        {
            await FailAsync(session, delivery);
            await AdvanceAsync(TimeSpan.FromMilliseconds(10));
        }

        var all = await ListFailedAsync();
        Assert.Equal(["u4", "u5", "u6", "u7", "u8"], all.Select(failed => failed.Id));

        var (upTo, before) = (new List<string>(), new List<string>());
        await foreach (var failed in FailedJobs.ListAsync(all[2].FailedAt, default))
        {
            upTo.Add(failed.Id);
        }

        await foreach (var failed in FailedJobs.ListAsync(all[4].FailedAt.AddTicks(-10), default))
        {
            before.Add(failed.Id);
        }

        Assert.Equal(["u6", "u7", "u8"], upTo);
        Assert.Empty(before);
    }

    [Rule]
    public async Task Fail_SameUuidTwice_KeepsBoth()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1") { Uuid = "u" }, new("b", "b1") { Uuid = "u" });
        foreach (var delivery in await ClaimAsync(session))
        {
            Assert.True((await FailAsync(session, delivery)).Accepted);
        }

        var failed = await ListFailedAsync();
        Assert.Equal(["a", "b"], failed.Select(job => job.Lane).Order());
        Assert.Equal(2, failed.Select(job => job.Id).Distinct().Count());
        Assert.Equal("a", (await FailedJobs.FindAsync("u", default))!.Lane);
    }

    [Rule]
    public async Task Fail_JobsWithoutUuid_GetIdsOfTheirOwn()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("b", "b1"));
        foreach (var delivery in await ClaimAsync(session))
        {
            await FailAsync(session, delivery);
        }

        foreach (var failed in await ListFailedAsync())
        {
            var found = await FailedJobs.FindAsync(failed.Id, default);
            Assert.Equal(Encoding.Latin1.GetString(failed.Payload.Span), Encoding.Latin1.GetString(found!.Payload.Span));
        }
    }

    [Rule]
    public async Task Find_UnknownId_IsNull()
        => Assert.Null(await FailedJobs.FindAsync("nobody", default));

    [Rule]
    public async Task Forget_FailedJob_IsGone()
    {
        var session = await JoinAsync();
        await PushAsync(new Entry("a", "a1") { Uuid = "u" });
        await FailAsync(session, await ClaimOneAsync(session));

        Assert.True(await FailedJobs.ForgetAsync("u", default));
        Assert.False(await FailedJobs.ForgetAsync("u", default));
        Assert.Empty(await ListFailedAsync());
        Assert.Empty(await RunAllAsync(session));
    }

    [Rule]
    public async Task Flush_FailedJobs_AreAllGone()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("b", "b1"), new("c", "c1"));
        foreach (var delivery in await ClaimAsync(session))
        {
            await FailAsync(session, delivery);
        }

        Assert.Equal(3, await FailedJobs.FlushAsync(default));
        Assert.Equal(0, await FailedJobs.FlushAsync(default));
        Assert.Empty(await ListFailedAsync());
    }
}
