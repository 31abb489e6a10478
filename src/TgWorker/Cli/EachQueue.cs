using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli;

/// <summary>What an operator wants of one queue after the other.</summary>
internal static class EachQueue
{
    /// <summary>Does something to each queue and says what.</summary>
    public static async Task<int> RunAsync(
        IReadOnlyList<IUpdateQueue> queues, CommandContext context, Func<IQueueOperations, CancellationToken, Task<string>> act,
        CancellationToken cancel)
    {
        foreach (var queue in queues)
        {
            try
            {
                await context.Out.WriteLineAsync($"{TerminalText.Escape(queue.Name)}: {await act(queue.Operations, cancel)}");
            }
            catch (InvalidOperationException e)
            {
                await context.Error.WriteLineAsync($"tgworker: {TerminalText.Escape(queue.Name)}: {TerminalText.Escape(e.Message)}");
                return ExitCode.Failed;
            }
        }

        return ExitCode.Done;
    }
}
