using TgWorker.Core.Retrying;
using TgWorker.Core.Working;

namespace TgWorker.Core.Tests.Working;

public class WorkerOptionsRulesTests
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(4_294_968);

    public static TheoryData<string, Action<WorkerOptions>> Mistakes => new()
    {
        { "Concurrency is 0: give 1 to 10000.", options => options.Concurrency = 0 },
        { "Concurrency is -1: give 1 to 10000.", options => options.Concurrency = -1 },
        { "Concurrency is 10001: give 1 to 10000.", options => options.Concurrency = 10_001 },
        { "ConcurrencyPerQueue is [4], which does not fit 2 queues (urgent, bulk): give one number for each, or none at all.", options =>
            options.ConcurrencyPerQueue = [4] },
        { "ConcurrencyPerQueue is [4, 0]: each number must be from 1 to 10000.", options => options.ConcurrencyPerQueue = [4, 0] },
        { "ConcurrencyPerQueue is null: give a number for each queue, or an empty list.", options => options.ConcurrencyPerQueue = null! },
        { "Weights is [1], which does not fit 2 queues (urgent, bulk): give one number for each, or none at all.", options =>
            options.Weights = [1] },
        { "Weights is [1, 2, 3], which does not fit 2 queues (urgent, bulk): give one number for each, or none at all.", options =>
            options.Weights = [1, 2, 3] },
        { "Weights is [0, 1]: each number must be from 1 to 1000.", options => options.Weights = [0, 1] },
        { "Sleep is -00:00:01: give zero or more.", options => options.Sleep = TimeSpan.FromSeconds(-1) },
        { "Rest is -00:00:01: give zero or more.", options => options.Rest = TimeSpan.FromSeconds(-1) },
        { "Grace is -00:00:01: give zero or more.", options => options.Grace = TimeSpan.FromSeconds(-1) },
        { "MaxTime is -00:00:01: give zero or more.", options => options.MaxTime = TimeSpan.FromSeconds(-1) },
        { "Sleep is 49.17:02:48: give at most 49.17:02:47 (49.7 days), the longest time a timer can wait.", options =>
            options.Sleep = TooLong },
        { "Rest is 49.17:02:48: give at most 49.17:02:47 (49.7 days), the longest time a timer can wait.", options =>
            options.Rest = TooLong },
        { "Grace is 49.17:02:48: give at most 49.17:02:47 (49.7 days), the longest time a timer can wait.", options =>
            options.Grace = TooLong },
        { "MaxTime is 49.17:02:48: give at most 49.17:02:47 (49.7 days), the longest time a timer can wait.", options =>
            options.MaxTime = TooLong },
        { "MaxLapses is 0: give 1 or more.", options => options.MaxLapses = 0 },
        { "MaxJobs is -1: give 1 or more, or 0 for no limit.", options => options.MaxJobs = -1 },
        { "MemoryMegabytes is -1: give 1 or more, or 0 for no limit.", options => options.MemoryMegabytes = -1 },
        { "OnFailure is 7: give Skip or Hold.", options => options.OnFailure = (OnFailure)7 },
        { "Retry is null: leave it as it is, or give a RetryOptions.", options => options.Retry = null! },
        { "Retry.Tries is -1: give 1 or more, or 0 for no limit.", options => options.Retry.Tries = -1 },
        { "Retry.Backoff is null: give delays, or an empty list for exponential ones.", options => options.Retry.Backoff = null! },
        { "Retry.Backoff[1] is -00:00:01: give zero or more.", options => options.Retry.Backoff = [default, TimeSpan.FromSeconds(-1)] },
        { "Retry.MaxDelay is -00:00:01: give zero or more.", options => options.Retry.MaxDelay = TimeSpan.FromSeconds(-1) },
        { "Retry.Timeout is 49.17:02:48: give at most 49.17:02:47 (49.7 days), the longest time a timer can wait.", options =>
            options.Retry.Timeout = TooLong },
        { "Retry.WaitInWorker is -00:00:01: give zero or more.", options => options.Retry.WaitInWorker = TimeSpan.FromSeconds(-1) },
        { "Retry.Randomizer is null: give a source of numbers from 0 up to 1.", options => options.Retry.Randomizer = null! },
        { "Balance is null: leave it as it is, or give a BalanceOptions.", options => options.Balance = null! },
        { "Balance.By is 9: give Off or Time or Size.", options => options.Balance.By = (BalanceBy)9 },
        { "Balance.By is Time, and Weights or ConcurrencyPerQueue are given: they exclude each other, leave one out.", options =>
            (options.Balance.By, options.Weights) = (BalanceBy.Time, [1, 2]) },
        { "Balance.Min is -1: give 0 or more.", options => options.Balance = new() { By = BalanceBy.Size, Min = -1 } },
        { "Balance.Min is 40, for 2 queues more than the 64 slots of Concurrency: lower the one or raise the other.", options =>
            options.Balance = new() { By = BalanceBy.Size, Min = 40 } },
        { "Balance.Max is 2: give Balance.Min (3) or more, or 0 for all slots.", options =>
            options.Balance = new() { By = BalanceBy.Size, Min = 3, Max = 2 } },
        { "Balance.MaxShift is 0: give 1 or more.", options => options.Balance = new() { By = BalanceBy.Size, MaxShift = 0 } },
        { "Balance.Cooldown is 00:00:00: give a time longer than zero.", options =>
            options.Balance = new() { By = BalanceBy.Size, Cooldown = TimeSpan.Zero } },
    };

    [Fact]
    public void Find_TheDefaults_AreFine() => Assert.Empty(WorkerOptionsRules.Find(new WorkerOptions(), ["one"]));

    [Fact]
    public void Find_TheOutermostValues_AreFine() => Assert.Empty(WorkerOptionsRules.Find(
        new WorkerOptions
        {
            Concurrency = 10_000, ConcurrencyPerQueue = [1, 10_000], Weights = [1, 1000], Sleep = TimerLimit.Longest,
            Rest = TimerLimit.Longest, Grace = TimerLimit.Longest,
            MaxTime = TimerLimit.Longest, MaxLapses = 1,
            Retry = new() { Tries = 0, Timeout = TimerLimit.Longest, Backoff = [TimeSpan.Zero], MaxDelay = TimeSpan.Zero },
        },
        ["one", "two"]));

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Find_AMistake_NamesOptionValueAndWayOut(string problem, Action<WorkerOptions> mistake)
    {
        var options = new WorkerOptions();
        mistake(options);

        Assert.Equal([problem], WorkerOptionsRules.Find(options, ["urgent", "bulk"]));
    }

    [Fact]
    public void Find_NoQueue_IsAMistake() =>
        Assert.Equal(["There is no queue: name at least one."], WorkerOptionsRules.Find(new WorkerOptions(), []));

    [Fact]
    public void Check_SeveralMistakes_AreInOneException()
    {
        var exception = Assert.Throws<ArgumentException>(() => WorkerOptionsRules.Check(
            new WorkerOptions { Concurrency = 0, Grace = TimeSpan.FromSeconds(-1), Weights = [1] }, ["urgent", "bulk"]));

        Assert.StartsWith(
            "The worker's options cannot be used:\n  Concurrency is 0: give 1 to 10000.\n  Grace is -00:00:01: give zero or more.\n  "
                + "Weights is [1], which",
            exception.Message, StringComparison.Ordinal);
    }
}
