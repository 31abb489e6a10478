using System.Globalization;
using TgWorker.Measuring.Queues;
using TgWorker.Measuring.Traffic;

namespace TgWorker.Bench.Cases;

/// <summary>The scenarios and their cases.</summary>
internal static class Scenarios
{
    private const int Chats = 1000;
    private const double Exponent = 1.1;

    private static readonly Dictionary<string, Func<BenchSettings, IEnumerable<BenchCase>>> All = new()
    {
        ["even"] = settings => settings.Replicas.Select(replicas => Even("even", replicas)),
        ["zipf"] = settings => settings.Replicas.Select(replicas => Zipf("zipf", replicas)),
        ["allocation"] = _ =>
        [
            Even("allocation", 1) with { Variant = "even, in-process", InProcess = true },
            Zipf("allocation", 1) with { Variant = "zipf, in-process", InProcess = true },
        ],
        ["backlog"] = settings => settings.Backlogs.Select(backlog =>
            Even("backlog", 1) with { Variant = $"{Number(backlog)} waiting all the time", Backlog = backlog }),
        ["chats"] = settings => settings.Chats.Select(chats =>
            Even("chats", 1) with { Variant = $"{Number(chats)} chats", Chats = () => new EvenChats(chats) }),
        ["replicas"] = settings => settings.ReplicasCompared.Select(replicas => Even("replicas", replicas)),
        ["queues"] = _ => [new TwoQueuesCase("queues") { Chats = static () => new EvenChats(Chats) }],
        ["horizon"] = _ =>
        [
            Even("horizon", 1) with { Variant = "jobs pushed with Horizon's records", Horizon = HorizonUse.Pushed },
            Even("horizon", 1) with { Variant = "and shown to Horizon", Horizon = HorizonUse.Projected },
        ],
        ["latency"] = _ => [new LatencyCase("latency")],
        ["flood"] = _ => [new FloodCase("flood")],
        ["receiver"] = _ => [new ReceiverCase("receiver"), new WebhookLatencyCase("receiver"), new ConnectionsCase("receiver")],
        ["poller"] = _ => [new PollerCase("poller")],
    };

    public static IReadOnlyCollection<string> Names => All.Keys;

    /// <summary>The cases of the named scenarios, those to compare with right behind their counterparts.</summary>
    public static IReadOnlyList<BenchCase> Create(IEnumerable<string> names, BenchSettings settings) =>
        [.. names.SelectMany(name => All[name](settings)).SelectMany(each => Compared(each, settings))];

    private static IEnumerable<BenchCase> Compared(BenchCase each, BenchSettings settings)
    {
        yield return each;
        if (settings.CompareWith.Count > 0 && each is ThroughputCase { InProcess: false } throughput)
        {
            yield return throughput with { Variant = $"{each.Variant}, {string.Join(' ', settings.CompareWith)}",
                More = settings.CompareWith };
        }
    }

    private static ThroughputCase Even(string scenario, int replicas) => new(scenario, Replicas(replicas))
    {
        Replicas = replicas, Chats = static () => new EvenChats(Chats),
    };

    private static ThroughputCase Zipf(string scenario, int replicas) => new(scenario, Replicas(replicas))
    {
        Replicas = replicas, Chats = static () => new ZipfChats(Chats, Exponent),
    };

    private static string Replicas(int replicas) => replicas == 1 ? "1 replica" : $"{replicas} replicas";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
