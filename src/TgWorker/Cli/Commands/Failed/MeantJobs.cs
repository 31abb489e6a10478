using System.CommandLine;
using TgWorker.Core.FailedJobs;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Failed;

/// <summary>The failed jobs a command is about: named by their ids, all of them, or those that a filter finds.</summary>
internal sealed class MeantJobs
{
    private const string All = "all";

    private readonly CommandContext _context;
    private readonly Argument<string[]> _ids;
    private readonly FilterOptions _filter;

    public MeantJobs(Command command, CommandContext context)
    {
        _context = context;
        _ids = new Argument<string[]>("id")
        {
            HelpName = "ID...|all", Description = "ids of failed jobs, or all; none with --error, --group, ...",
            Arity = ArgumentArity.ZeroOrMore,
        };
        command.Add(_ids);
        _filter = new FilterOptions(command, context.Time);
    }

    /// <summary>Runs one of the two actions on the queues.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> RunAsync(
        ParseResult parsed,
        QueueCommand queues,
        Func<IReadOnlyList<IUpdateQueue>, FailedJobFilter, CancellationToken, Task<int>> byFilter,
        Func<IReadOnlyList<IUpdateQueue>, IReadOnlyList<string>, CancellationToken, Task<int>> byIds,
        CancellationToken cancel)
    {
        var ids = parsed.GetValue(_ids) ?? [];
        var filter = _filter.Read(parsed);
        var isAll = ids is [All];
        if ((ids.Length == 0 && filter.IsEmpty) || (ids.Length > 0 && !isAll && !filter.IsEmpty))
        {
            _context.Error.WriteLine(
                $"tgworker: name the failed jobs: ids, or 'all', or --error, --group, --bot, --chat, --since, --before.");
            _context.Error.WriteLine($"See '{CommandPath.Of(parsed.CommandResult.Command)} --help'.");
            return Task.FromResult(ExitCode.Usage);
        }

        return queues.RunAsync(parsed, (open, stop) =>
            ids.Length == 0 || isAll ? byFilter(open, filter, stop) : byIds(open, ids, stop), cancel);
    }
}
