using TgWorker.Core.Queues;

namespace TgWorker.Testing.Conformance;

/// <summary>
/// Three workers, an operator and a producer do things in random order; after every step the queue must agree with a model:
/// nothing lost, nothing twice, nothing out of order.
/// </summary>
internal sealed class InterleavingContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    private const int Seeds = 100;
    private const int Steps = 200;

    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(1);

    private readonly ModelLane[] _lanes = [.. Enumerable.Range(0, 4).Select(number => new ModelLane($"lane{number}"))];
    private readonly List<IQueueSession> _workers = [];
    private readonly Dictionary<string, ModelLane> _failed = [];
    private readonly List<(IQueueSession Session, Delivery Delivery)> _past = [];
    private Random _random = new(0);
    private int _pushed;

    private IQueueSession AnyWorker => _workers[_random.Next(_workers.Count)];

    [Rule(Seeds = Seeds)]
    public async Task Steps_InAnyOrder_KeepThePromises(int seed)
    {
        _random = new Random(seed);
        for (var worker = 0; worker < 3; worker++)
        {
            _workers.Add(await JoinAsync());
        }

        for (var step = 0; step < Steps; step++)
        {
            await StepAsync();
        }

        await EndAsync();
    }

    private Task StepAsync() => _random.Next(100) switch
    {
        < 30 => PushOneAsync(),
        < 48 => ClaimSomeAsync(),
        < 50 => ClaimAllAsync(),
        < 70 => FinishOneAsync(),
        < 76 => FailOneAsync(),
        < 80 => ParkOneAsync(),
        < 83 => NoteOneAsync(),
        < 88 => FinishPastAsync(),
        < 93 => RetryOneAsync(),
        < 95 => ForgetOneAsync(),
        < 97 => PassTimeAsync(),
        < 98 => LapseOneAsync(),
        _ => LeaveOneAsync(),
    };

    private async Task PushOneAsync()
    {
        var lane = _lanes[_random.Next(_lanes.Length)];
        var text = $"{++_pushed}";
        await PushAsync(new Entry(lane.Name, text) { Uuid = text, UpdateId = _pushed });
        lane.Jobs.Add(new ModelJob(text));
    }

    private async Task ClaimSomeAsync()
    {
        var worker = AnyWorker;
        var slots = _random.Next(1, 4);
        var claim = await worker.ClaimAsync(slots, default);
        Assert.InRange(claim.Granted.Count, 0, slots);
        Assert.Equal(0, claim.Duplicates);
        foreach (var delivery in claim.Granted)
        {
            LaneOf(delivery).Grant(delivery, worker);
        }
    }

    private async Task ClaimAllAsync()
    {
        var worker = AnyWorker;
        foreach (var delivery in await ClaimAsync(worker))
        {
            LaneOf(delivery).Grant(delivery, worker);
        }

        Assert.DoesNotContain(_lanes, lane => lane.MustBeGranted);
        foreach (var job in _lanes.SelectMany(lane => lane.Jobs))
        {
            job.Sorted = true;
        }
    }

    private async Task FinishOneAsync()
    {
        if (TakeHeld() is not { } lane)
        {
            return;
        }

        var takeNext = _random.Next(2) == 0;
        lane.Settle(await FinishAsync(lane.Holder!, lane.Current!, takeNext), takeNext);
    }

    private async Task FailOneAsync()
    {
        if (TakeHeld() is not { } lane)
        {
            return;
        }

        var (hold, takeNext) = (_random.Next(3) == 0, _random.Next(2) == 0);
        var id = lane.Jobs[0].Text;
        _failed.Add(id, lane);
        lane.StoppedFor = hold ? id : null;
        lane.Settle(await FailAsync(lane.Holder!, lane.Current!, hold, takeNext), takeNext);
    }

    private async Task ParkOneAsync()
    {
        if (TakeHeld() is not { } lane)
        {
            return;
        }

        var later = _random.Next(2) == 0;
        lane.Jobs[0].Failures++;
        Assert.True(await lane.Holder!.ParkAsync(lane.Current!, later ? Delay : TimeSpan.Zero, lane.Jobs[0].Failures, default));
        lane.Parked = lane.MayBeParked = later;
        lane.LetGo();
    }

    private async Task NoteOneAsync()
    {
        if (_lanes.FirstOrDefault(lane => lane.Holder is not null) is { } lane)
        {
            lane.Jobs[0].Failures++;
            Assert.True(await lane.Holder!.NoteFailuresAsync(lane.Current!, lane.Jobs[0].Failures, default));
        }
    }

    private async Task FinishPastAsync()
    {
        if (_past.Count == 0)
        {
            return;
        }

        var (session, delivery) = _past[_random.Next(_past.Count)];
        if (LaneOf(delivery).Current != delivery)
        {
            Assert.Equal(default, await FinishAsync(session, delivery, takeNext: true));
        }
    }

    private async Task RetryOneAsync()
    {
        if (_failed.Count == 0)
        {
            return;
        }

        var (id, lane) = _failed.ElementAt(_random.Next(_failed.Count));
        var atTail = _random.Next(3) == 0;
        if (atTail)
        {
            // The tail is the lane's own; entries still on the list come behind it.
            await ClaimAllAsync();
        }

        if ((atTail ? lane.Jobs.Count : lane.FrontForRetry) is not { } place || (lane.StoppedFor is { } other && other != id))
        {
            return;
        }

        Assert.True(await FailedJobs.RetryAsync(id, atTail, default));
        _failed.Remove(id);
        lane.StoppedFor = null;
        lane.Jobs.Insert(place, new ModelJob(id) { Sorted = true });
    }

    private async Task ForgetOneAsync()
    {
        if (_failed.Count == 0)
        {
            return;
        }

        var (id, lane) = _failed.ElementAt(_random.Next(_failed.Count));
        Assert.True(await FailedJobs.ForgetAsync(id, default));
        _failed.Remove(id);
        lane.StoppedFor = lane.StoppedFor == id ? null : lane.StoppedFor;
    }

    private async Task PassTimeAsync()
    {
        await AdvanceAsync(Delay);
        foreach (var worker in _workers)
        {
            Assert.Equal(0, (await worker.RenewAsync(default)).Recovered);
        }

        foreach (var lane in _lanes)
        {
            lane.Parked = lane.MayBeParked = false;
        }
    }

    private async Task LapseOneAsync()
    {
        var dead = _workers[0];
        await LapseAsync(dead);
        var lost = _lanes.Where(lane => lane.Holder == dead).ToList();
        _workers.RemoveAt(0);
        Assert.Equal(lost.Count, (await _workers[0].RenewAsync(default)).Recovered);
        foreach (var lane in lost)
        {
            lane.Jobs[0].Lapses++;
            await LoseAsync(lane);
        }

        foreach (var lane in _lanes)
        {
            // Making a lease lapse may take time, or only pretend to.
            lane.Parked = false;
        }

        _workers.Add(await JoinAsync());
    }

    private async Task LeaveOneAsync()
    {
        var leaving = _workers[0];
        _workers.RemoveAt(0);
        await LeaveAsync(leaving);
        foreach (var lane in _lanes.Where(lane => lane.Holder == leaving))
        {
            await LoseAsync(lane);
        }

        _workers.Add(await JoinAsync());
    }

    private static async Task LoseAsync(ModelLane lane)
    {
        Assert.False((await FinishAsync(lane.Holder!, lane.Current!, takeNext: true)).Accepted);
        lane.LetGo();
    }

    private async Task EndAsync()
    {
        await PassTimeAsync();
        foreach (var (id, lane) in _failed.Where(entry => entry.Value.StoppedFor == entry.Key).ToList())
        {
            Assert.True(await FailedJobs.ForgetAsync(id, default));
            _failed.Remove(id);
            lane.StoppedFor = null;
        }

        while (_lanes.Any(lane => lane.Jobs.Count > 0))
        {
            await ClaimAllAsync();
            await FinishOneAsync();
        }

        var status = await Queue.GetStatusAsync(default);
        Assert.Equal((0, 0, 0, 0, 0), (status.Pending, status.InLanes, status.Held, status.Ready, status.Stopped));
        Assert.Equal(_failed.Keys.Order(), (await ListFailedAsync()).Select(job => job.Id).Order());
    }

    /// <summary>A lane that somebody holds and is about to settle.</summary>
    private ModelLane? TakeHeld()
    {
        var held = _lanes.Where(lane => lane.Holder is not null).ToList();
        if (held.Count == 0)
        {
            return null;
        }

        var lane = held[_random.Next(held.Count)];
        _past.Add((lane.Holder!, lane.Current!));
        return lane;
    }

    private ModelLane LaneOf(Delivery delivery) => _lanes.Single(lane => lane.Name == delivery.Lane);
}
