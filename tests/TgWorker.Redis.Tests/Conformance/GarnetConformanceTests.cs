using System.Collections.Concurrent;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Conformance;

/// <summary>The suite on another server that speaks Redis's protocol, and runs scripts with Lua 5.4 and without streams.</summary>
public sealed class GarnetConformanceTests(GarnetFixture garnet) : IClassFixture<GarnetFixture>
{
    // Garnet makes a Lua state for each script of each connection, and each rule has connections of its own: all rules take a minute of
    // two cores. Some of each contract use every script; those about timers go by what stands in for streams.
    private const int OfEachContract = 2;
    private const int AtATime = 4;

    private static readonly bool All = Environment.GetEnvironmentVariable("TGWORKER_LARGE") is { Length: > 0 };

    public static IEnumerable<string> Rules => QueueConformance.Rules
        .GroupBy(rule => rule[..rule.IndexOf(':', StringComparison.Ordinal)])
        .SelectMany(contract => All || contract.Key == "Timers" ? contract : contract.Take(OfEachContract));

    [Fact]
    public async Task Garnet_KeepsTheRules()
    {
        var broken = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Rules, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (rule, _) =>
        {
            try
            {
                await QueueConformance.RunAsync(rule, new RedisQueueUnderTest(garnet.Url, garnet.Configuration, $"{Guid.NewGuid():N}:"));
            }
            catch (Exception exception)
            {
                broken.Enqueue($"{rule}: {exception}");
            }
        });

        Assert.True(broken.IsEmpty, string.Join('\n', broken));
    }
}
