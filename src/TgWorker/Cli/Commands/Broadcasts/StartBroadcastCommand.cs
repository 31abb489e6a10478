using System.CommandLine;
using TgWorker.Bots;
using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Sources;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary><c>tgworker broadcast start</c>.</summary>
internal static class StartBroadcastCommand
{
    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var options = new StartOptions();
        var command = new Command(
            "start", "Start a broadcast, which the workers on the queue send. {name} in its texts is the column 'name' of the audience");
        options.AddTo(command);
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed, (read, open, stop) => RunAsync(read, open, options, parsed, context, stop), cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        TgWorkerOptions settings, IReadOnlyList<IUpdateQueue> queues, StartOptions options, ParseResult parsed, CommandContext context,
        CancellationToken cancel)
    {
        try
        {
            var plan = options.Plan(parsed, settings.Bots.Keys);
            var audience = options.Audience(parsed, context);
            options.CheckNames(parsed, await audience.ReadNamesAsync(cancel));

            // A mistake in the last line leaves nothing half done.
            var count = await audience.ReadAsync(cancel).Select(recipient => recipient.Chat).Distinct().CountAsync(cancel);

            // Nobody is asked about what cannot be.
            _ = StoredPlan.Of(plan, context.Time.GetUtcNow());
            if (!options.MayCost(parsed, count, context))
            {
                return ExitCode.Failed;
            }

            using var progress = new ProgressBar(context);
            var (_, broadcasts) = QueuedBroadcasts.Of(queues, context.Time, done => progress.Report(new(done, count))).First();
            var started = await broadcasts.StartAsync(plan, audience.ReadAsync(cancel), cancel);
            progress.Dispose();
            await ShowAsync(broadcasts, started, options, parsed, context, cancel);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            await context.Error.WriteLineAsync($"tgworker: {TerminalText.Escape(Message(e))}");
            return ExitCode.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"tgworker: --audience cannot be read: {ReadFault.Of(e)}.");
            return ExitCode.Usage;
        }
    }

    private static async Task ShowAsync(
        IBroadcasts broadcasts, Broadcast started, StartOptions options, ParseResult parsed, CommandContext context,
        CancellationToken cancel)
    {
        var json = options.IsJson(parsed);
        if (!options.IsFollowed(parsed))
        {
            await ShowBroadcastCommand.WriteAsync(started, json, context);
            return;
        }

        if (!json)
        {
            await context.Out.WriteLineAsync($"Broadcast {started.Id} is sent. It goes on when this command is ended.");
        }

        await ShowBroadcastCommand.WriteAsync(await ShowBroadcastCommand.FollowAsync(broadcasts, started, context, cancel), json, context);
    }

    // The parameter's name says nothing at a command line.
    private static string Message(Exception exception)
    {
        var at = exception.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return at < 0 ? exception.Message : exception.Message[..at];
    }
}
