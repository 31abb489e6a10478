using System.CommandLine;
using System.CommandLine.Parsing;
using TgWorker.Core.Operating;
using TgWorker.Core.Queues;

namespace TgWorker.Cli;

/// <summary>Takes down with a queue what somebody did to it on the command line, once it is done.</summary>
internal static class CommandAudit
{
    private static readonly HashSet<string> Changing = new(StringComparer.Ordinal)
    {
        "pause", "continue", "restart", "drain", "clear", "failed retry", "failed forget", "failed flush", "failed prune", "failed import",
        "failed show", "failed export", "chat pause", "chat continue", "chat cancel", "chat skip", "chat drop",
        "timers cancel",
        "broadcast start", "broadcast pause", "broadcast continue", "broadcast cancel",
    };

    /// <summary>Who does it, as everybody on this machine is known.</summary>
    public static string Who => $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>Takes it down if it is something that changes, or shows what users wrote.</summary>
    public static async Task NoteAsync(
        ParseResult parsed, IReadOnlyList<IUpdateQueue> queues, TimeProvider time, CancellationToken cancellationToken)
    {
        var action = CommandPath.Of(parsed.CommandResult.Command)["tgworker".Length..].Trim();
        if (!Changing.Contains(action))
        {
            return;
        }

        var entry = new AuditEntry(
            time.GetUtcNow(), Who, AuditEntry.ByCommand, action, On(parsed.CommandResult));
        foreach (var queue in queues)
        {
            await (queue.Audit?.AddAsync(entry, cancellationToken) ?? Task.CompletedTask);
        }
    }

    // The command's own arguments and options alone: where the queue is, and how one gets in, stays out of it.
    private static string On(CommandResult result) => string.Join(' ', result.Children.SelectMany(child => child switch
    {
        ArgumentResult argument => argument.Tokens.Select(token => token.Value),
        OptionResult option when result.Command.Options.Contains(option.Option) && !option.Implicit =>
            option.Tokens.Select(token => token.Value).Prepend(option.Option.Name),
        _ => [],
    }));
}
