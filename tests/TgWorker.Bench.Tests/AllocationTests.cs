using TgWorker.Bench.Cases;

namespace TgWorker.Bench.Tests;

/// <summary>What an update allocates. Alone, when the other tests have ended: what they allocate would count too.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public class AllocationTests
{
    [Fact]
    public async Task Even_Chats_AllocateLessThanTwoPayloads()
    {
        var settings = new BenchSettings { WarmUp = 5000, Updates = 10_000 };
        await using var server = await MeasuredRedis.OpenAsync(null);

        var even = (await Scenarios.Create(["allocation"], settings)[0].MeasureAsync(server, settings, default)).Single();

        // An update has 1.3 to 1.5 KB. When each read of one had an array of its own, it was 2,700 with nothing else running, and more in a
        // build for tests.
        Assert.InRange(even.AllocatedPerUpdate!.Value, 1, 2600);
    }
}
