using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Php;

namespace TgWorker.Laravel.Envelopes;

/// <summary>Finds bot and update in a serialised job object.</summary>
internal static class CommandReader
{
    public static FoundUpdate Read(ReadOnlySpan<byte> command, JobClasses classes, TimeProvider time)
    {
        var scanner = new CommandScanner(command);
        var isRead = scanner.Read();
        var found = new FoundUpdate { Class = scanner.Class, Bot = scanner.Bot, Slice = scanner.Update };
        if (!isRead)
        {
            found.Problem = LostBytes.TryFindUpdate(command, scanner.Update, out found.Slice)
                ? null
                : $"The job's data.command is not valid PHP serialize format: byte {scanner.Position} cannot stand there.";
        }
        else if (ForeignJob.WhyCommand(command, scanner) is { } sequel)
        {
            (found.Problem, found.IsForeign) = (sequel, true);
        }

        if (!found.IsForeign && scanner.Class.Length > 0 && ForeignJob.WhyClass(scanner.Class.Of(command), classes) is { } why)
        {
            (found.Problem, found.IsForeign) = (why, true);
        }

        if (found.Problem is null && isRead)
        {
            FindUpdate(command, scanner, ref found, time);
        }

        return found;
    }

    private static void FindUpdate(ReadOnlySpan<byte> command, in CommandScanner scanner, ref FoundUpdate found, TimeProvider time)
    {
        // A string under the update's own name is the update, whatever is wrong with it.
        if (scanner.UpdateToken == PhpToken.String)
        {
            return;
        }

        if (scanner.UpdateToken == PhpToken.Null)
        {
            found.Problem = $"The job {ClassOf(scanner, command)} carries no update: its body was empty.";
        }
        else if (found.Slice.Length == 0 || !UpdateScanner.TryRead(found.Slice.Of(command), out _, out _))
        {
            var budget = new GraphBudget(time);
            if (!PhpGraph.TryRead(command, budget, out var graph) || !UpdateGraph.TryFind(graph, out found.Slice, out found.Rebuilt))
            {
                found.Problem = $"The job {ClassOf(scanner, command)} {budget.Problem ?? "carries no update."}";
            }
        }
    }

    private static string ClassOf(in CommandScanner scanner, ReadOnlySpan<byte> command) =>
        ShownName.Of(Encoding.UTF8.GetString(scanner.Class.Of(command)));
}
