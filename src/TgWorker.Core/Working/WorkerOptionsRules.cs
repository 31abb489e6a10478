using System.Globalization;
using TgWorker.Core.Retrying;

namespace TgWorker.Core.Working;

/// <summary>What a worker's options must be like. All that is wrong is told at once: option, value and what to do.</summary>
internal static class WorkerOptionsRules
{
    private const int MostSlots = 10_000;
    private const int LargestWeight = 1000;

    /// <summary>Makes sure that options can be used.</summary>
    /// <exception cref="ArgumentException">They cannot; the message has a line for each problem.</exception>
    public static void Check(WorkerOptions options, IReadOnlyList<string> queues)
    {
        var problems = Find(options, queues);
        if (problems.Count > 0)
        {
            throw new ArgumentException($"The worker's options cannot be used:\n  {string.Join("\n  ", problems)}", nameof(options));
        }
    }

    /// <summary>All that is wrong with options for these queues, a sentence each.</summary>
    public static IReadOnlyList<string> Find(WorkerOptions options, IReadOnlyList<string> queues)
    {
        var problems = new List<string>();
        Require(problems, queues.Count > 0, $"There is no queue: name at least one.");
        CheckNumbers(options, problems);
        CheckTime(problems, nameof(options.Sleep), options.Sleep);
        CheckTime(problems, nameof(options.Rest), options.Rest);
        CheckTime(problems, nameof(options.Grace), options.Grace);
        CheckTime(problems, nameof(options.MaxTime), options.MaxTime);
        CheckPerQueue(problems, nameof(options.ConcurrencyPerQueue), options.ConcurrencyPerQueue, queues, MostSlots);
        CheckPerQueue(problems, nameof(options.Weights), options.Weights, queues, LargestWeight);
        CheckRetry(options.Retry, problems);
        CheckBalance(options, queues, problems);
        return problems;
    }

    private static void CheckNumbers(WorkerOptions options, List<string> problems)
    {
        Require(problems, options.Concurrency is >= 1 and <= MostSlots, $"Concurrency is {options.Concurrency}: give 1 to {MostSlots}.");
        Require(problems, options.MaxLapses >= 1, $"MaxLapses is {options.MaxLapses}: give 1 or more.");
        Require(problems, options.MaxJobs >= 0, $"MaxJobs is {options.MaxJobs}: give 1 or more, or 0 for no limit.");
        Require(problems, options.MemoryMegabytes >= 0, $"MemoryMegabytes is {options.MemoryMegabytes}: give 1 or more, or 0 for no limit.");
        Require(problems, Enum.IsDefined(options.OnFailure), $"OnFailure is {options.OnFailure}: give {Names<OnFailure>()}.");
    }

    private static void CheckRetry(RetryOptions? retry, List<string> problems)
    {
        if (retry is null)
        {
            problems.Add("Retry is null: leave it as it is, or give a RetryOptions.");
            return;
        }

        Require(problems, retry.Tries >= 0, $"Retry.Tries is {retry.Tries}: give 1 or more, or 0 for no limit.");
        Require(problems, retry.Randomizer is not null, $"Retry.Randomizer is null: give a source of numbers from 0 up to 1.");
        Require(problems, retry.Backoff is not null, $"Retry.Backoff is null: give delays, or an empty list for exponential ones.");
        for (var i = 0; i < retry.Backoff?.Count; i++)
        {
            CheckTime(problems, string.Create(CultureInfo.InvariantCulture, $"Retry.Backoff[{i}]"), retry.Backoff[i]);
        }

        CheckTime(problems, "Retry.MaxDelay", retry.MaxDelay);
        CheckTime(problems, "Retry.Timeout", retry.Timeout);
        CheckTime(problems, "Retry.WaitInWorker", retry.WaitInWorker);
    }

    private static void CheckBalance(WorkerOptions options, IReadOnlyList<string> queues, List<string> problems)
    {
        if (options.Balance is not { } balance)
        {
            problems.Add("Balance is null: leave it as it is, or give a BalanceOptions.");
            return;
        }

        if (balance.By == BalanceBy.Off)
        {
            return;
        }

        Require(problems, Enum.IsDefined(balance.By), $"Balance.By is {balance.By}: give {Names<BalanceBy>()}.");
        Require(
            problems,
            options.Weights is not { Count: > 0 } && options.ConcurrencyPerQueue is not { Count: > 0 },
            $"Balance.By is {balance.By}, and Weights or ConcurrencyPerQueue are given: they exclude each other, leave one out.");
        Require(problems, balance.Min >= 0, $"Balance.Min is {balance.Min}: give 0 or more.");
        Require(problems, balance.Max == 0 || balance.Max >= Math.Max(balance.Min, 1), $"Balance.Max is {balance.Max}: give Balance.Min ({balance.Min}) or more, or 0 for all slots.");
        Require(problems, balance.MaxShift >= 1, $"Balance.MaxShift is {balance.MaxShift}: give 1 or more.");
        Require(problems, balance.Cooldown > TimeSpan.Zero, $"Balance.Cooldown is {balance.Cooldown}: give a time longer than zero.");
        CheckTime(problems, "Balance.Cooldown", balance.Cooldown);
        Require(
            problems,
            (long)balance.Min * queues.Count <= options.Concurrency,
            $"Balance.Min is {balance.Min}, for {queues.Count} queues more than the {options.Concurrency} slots of Concurrency: lower the one or raise the other.");
    }

    private static void CheckPerQueue(
        List<string> problems, string option, IReadOnlyList<int>? numbers, IReadOnlyList<string> queues, int most)
    {
        if (numbers is null)
        {
            problems.Add($"{option} is null: give a number for each queue, or an empty list.");
            return;
        }

        var shown = string.Join(", ", numbers);
        Require(
            problems,
            numbers.Count == 0 || numbers.Count == queues.Count,
            $"{option} is [{shown}], which does not fit {queues.Count} queues ({string.Join(", ", queues)}): give one number for each, or none at all.");
        Require(problems, numbers.All(number => number >= 1 && number <= most), $"{option} is [{shown}]: each number must be from 1 to {most}.");
    }

    private static void CheckTime(List<string> problems, string option, TimeSpan time)
    {
        Require(problems, time >= TimeSpan.Zero, $"{option} is {time}: give zero or more.");
        Require(problems, time <= TimerLimit.Longest, $"{option} is {time}: give at most {TimerLimit.Longest:d\\.hh\\:mm\\:ss} (49.7 days), the longest time a timer can wait.");
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(" or ", Enum.GetNames<T>());

    private static void Require(List<string> problems, bool isMet, FormattableString problem)
    {
        if (!isMet)
        {
            problems.Add(FormattableString.Invariant(problem));
        }
    }
}
