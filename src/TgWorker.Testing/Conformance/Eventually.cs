using System.Runtime.CompilerServices;

namespace TgWorker.Testing.Conformance;

/// <summary>Waits for what a queue may do on another thread or server, with a limit that no healthy queue comes near.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    public static async Task EqualAsync<T>(T expected, Func<Task<T>> actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var value = await actual().ConfigureAwait(false);
            if (Equals(expected, value))
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit,
                $"Not within {Limit}: {what} is {expected}; last it was {value}.");
            await Task.Delay(Step, TimeProvider.System).ConfigureAwait(false);
        }
    }

    public static async Task DoneAsync(Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        try
        {
            await task.WaitAsync(Limit).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new ConformanceException($"Not within {Limit}: {what} has ended.");
        }
    }
}
