using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Sqlite.Copying;

namespace TgWorker.Cli.Commands.Copying;

/// <summary><c>tgworker copy --to redis://…</c>: takes a queue that has outgrown its file to Redis, with all it holds.</summary>
internal static class CopyCommand
{
    public static Command Create(OptionsReader options, CommandContext context)
    {
        var target = new Option<string>("--to")
        {
            HelpName = "URL",
            Description = "where to: redis://user:password@host:port/db, rediss:// or unix:///path?db=0",
            Required = true,
        };
        var cancel = new Option<bool>("--cancel") { Description = "give up an interrupted copy and continue with the file" };
        var command = new Command("copy", "Copy a queue from a file to an empty one on Redis, with everything in it") { target, cancel };
        command.SetAction((parsed, stop) => options.Read(parsed) is { } read
            ? RunAsync(read, parsed.GetRequiredValue(target), parsed.GetValue(cancel), context, stop)
            : Task.FromResult(ExitCode.Usage));
        return command;
    }

    /// <summary>A target, for a person.</summary>
    internal static string PlaceOf(RedisConnectionOptions redis, string queue, string prefix) =>
        $"{redis}, queue '{queue}', prefix '{prefix}'";

    private static async Task<int> RunAsync(
        TgWorkerOptions options, string target, bool cancel, CommandContext context, CancellationToken stop)
    {
        if (options.Sqlite.File is null)
        {
            return Report(context, "copy takes a queue from a file: name it with --sqlite FILE", ExitCode.Usage);
        }

        if (Read(target) is not { } redis)
        {
            return Report(
                context, "--to: is not a Redis URL: give redis://user:password@host:port/db, rediss:// or unix:///path?db=0",
                ExitCode.Usage);
        }

        foreach (var name in options.Queue.Names)
        {
            try
            {
                await context.Out.WriteLineAsync(TerminalText.Escape(
                    $"{name}: {await RunAsync(name, options, redis, cancel, context, stop)}"));
            }
            catch (QueueUnsupportedException e)
            {
                return Report(context, e.Message, ExitCode.Usage);
            }
            catch (QueueUnavailableException e)
            {
                return Report(context, $"{e.Message}; nothing is lost: run the same command again", ExitCode.Failed);
            }
            catch (InvalidOperationException e)
            {
                return Report(context, $"{name}: {e.Message}", ExitCode.Failed);
            }
        }

        return ExitCode.Done;
    }

    private static async Task<string> RunAsync(
        string name, TgWorkerOptions options, RedisConnectionOptions redis, bool cancel, CommandContext context, CancellationToken stop)
    {
        var reader = new EnvelopeReader(options.Queue.Envelopes(options.Laravel));
        var file = options.Sqlite.FileOf(name, options.Queue.Names);
        var queue = options.Queue.For(name, options.Prefix, options.Laravel, options.Horizon);
        await using var source = SqliteCopySource.Open(file, name, reader, context.Time);
        await using var target = await RedisUpdateQueue.ConnectAsync(redis, queue, reader, context.Time, NullLoggerFactory.Instance, stop);
        var copying = new QueueCopy(source, target.CopyTarget(), file, PlaceOf(redis, name, options.Prefix));
        if (cancel)
        {
            return await copying.CancelAsync(stop);
        }

        using var progress = new ProgressBar(context);
        return await copying.RunAsync(progress, stop);
    }

    private static RedisConnectionOptions? Read(string url)
    {
        try
        {
            return RedisConnectionOptions.FromUrl(url);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static int Report(CommandContext context, string message, int exitCode)
    {
        context.Error.WriteLine("tgworker: " + TerminalText.Escape(message));
        return exitCode;
    }
}
