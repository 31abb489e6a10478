using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Waiting;

/// <summary>Waits for something that happens elsewhere: in another process, on a server, on another thread.</summary>
public static class Eventually
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits until the condition holds.</summary>
    public static Task TrueAsync(
        Func<bool> condition,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(condition))] string what = "")
        => TrueAsync(() => Task.FromResult(condition()), deadline, what);

    /// <summary>Waits until the condition holds.</summary>
    public static Task TrueAsync(
        Func<Task<bool>> condition,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(condition))] string what = "")
        => EqualAsync(true, condition, deadline, what);

    /// <summary>Waits until the value is the expected one, and says what it was last when it never is.</summary>
    public static async Task EqualAsync<T>(
        T expected,
        Func<Task<T>> actual,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var value = await actual();
            if (EqualityComparer<T>.Default.Equals(expected, value))
            {
                return;
            }

            if (Stopwatch.GetElapsedTime(started) > (deadline ?? DefaultDeadline))
            {
                throw new XunitException($"Not within {deadline ?? DefaultDeadline}: {what} is {expected}; last it was {value}.");
            }

            await Task.Delay(Step);
        }
    }

    /// <summary>Waits for a task, and fails the test when it does not end in time.</summary>
    public static async Task<T> DoneAsync<T>(
        Task<T> task,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await DoneAsync((Task)task, deadline, what);
        return await task;
    }

    /// <summary>Waits for a task, and fails the test when it does not end in time.</summary>
    public static async Task DoneAsync(
        Task task,
        TimeSpan? deadline = null,
        [CallerArgumentExpression(nameof(task))] string what = "")
    {
        using var ended = new CancellationTokenSource();
        if (await Task.WhenAny(task, Task.Delay(deadline ?? DefaultDeadline, ended.Token)) != task)
        {
            throw new XunitException($"Not within {deadline ?? DefaultDeadline}: {what} has ended.");
        }

        await ended.CancelAsync();
        await task;
    }
}
