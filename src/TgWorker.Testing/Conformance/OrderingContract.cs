using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>The order within a lane, and what lanes do to each other.</summary>
internal sealed class OrderingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    [Rule]
    public async Task Lane_HeadRunning_KeepsTheNextBack()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));

        Assert.Equal(["a1"], Texts(await ClaimAsync(session)));
        Assert.Empty(await ClaimAsync(session));
    }

    [Rule]
    public async Task Lane_HeadRunning_DoesNotHoldUpOthers()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"), new("b", "b1"), new("b", "b2"));
        var deliveries = await ClaimAsync(session);

        var settled = await FinishAsync(session, deliveries.Single(delivery => delivery.Lane == "b"), takeNext: true);

        Assert.Equal(["a1", "b1"], Texts(deliveries));
        Assert.Equal("b2", Text(settled.Next!));
    }

    [Rule]
    public async Task Lane_ManyLanesMixed_RunsEachInTheOrderOfItsEntries()
    {
        var session = await JoinAsync();
        var entries = Enumerable.Range(0, 200).Select(number => new Entry($"lane{number * 7 % 5}", $"{number:000}")).ToList();
        await PushAsync([.. entries]);

        var ran = await RunAllAsync(session);

        Assert.Equal(200, ran.Count);
        foreach (var lane in entries.GroupBy(entry => entry.Lane))
        {
            var texts = lane.Select(entry => entry.Text).ToHashSet();
            Assert.Equal(texts.Order(), ran.Where(texts.Contains));
        }
    }

    [Rule]
    public async Task Lane_EntriesPushedWhileItRuns_ComeBehindThoseAlreadyThere()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "a1"), new("a", "a2"));
        var head = await ClaimOneAsync(session);
        await PushAsync(new Entry("a", "a3"));
        await FinishAsync(session, head);

        Assert.Equal(["a2", "a3"], await RunAllAsync(session));
    }

    [Rule]
    public async Task Fence_EveryDeliveryOfALane_Grows()
    {
        var first = await JoinAsync();
        var second = await JoinAsync();
        var deliveries = new List<Delivery>();
        await PushAsync(new("a", "a1"), new("a", "a2"));

        deliveries.Add(await ClaimOneAsync(first));
        deliveries.Add((await FinishAsync(first, deliveries[^1], takeNext: true)).Next!);
        await first.ParkAsync(deliveries[^1], TimeSpan.Zero, 1, default);
        deliveries.Add(await ClaimOneAsync(second));
        await FinishAsync(second, deliveries[^1]);
        // The lane is empty now; its number goes on where it stood.
        await PushAsync(new Entry("a", "a3"));
        deliveries.Add(await ClaimOneAsync(first));
        await LeaveAsync(first);
        deliveries.Add(await ClaimOneAsync(second));

        var fences = deliveries.Select(delivery => delivery.Fence).ToList();
        Assert.Equal(fences.Distinct().Order(), fences);
    }
}
