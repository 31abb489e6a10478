using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using TgWorker.Cli.Commands.Draining;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Lifetime;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker push FILE…</c>: enqueues updates from files, exactly as tgook would.</summary>
internal static class PushCommand
{
    private const string StandardInput = "-";

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var files = new Argument<string[]>("file")
        {
            HelpName = "FILE...",
            Description = "a file with one update's JSON; - is standard input",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var from = new Option<string>("--from")
        {
            HelpName = "FILE", Description = "push what 'tgworker drain --to FILE' wrote, each job once, in order",
        };
        var bot = new Option<string>("--bot")
        {
            HelpName = "NAME",
            Description = "the bot that the updates are for, by its name in the webhook's path",
            DefaultValueFactory = _ => "main",
        };
        var command = new Command("push", "Queue updates from files, exactly as tgook does") { files, from, bot };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(from) is null) == (result.GetValue(files) is null or []))
            {
                result.AddError("give files with updates, or --from FILE.");
            }
        });
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            (options, open, stop) => parsed.GetValue(from) is { } drained
                ? PushDrained.RunAsync(drained, options, context, stop)
                : PushAsync(open[0], parsed.GetValue(bot)!, parsed.GetValue(files)!, context, stop),
            cancel));
        return command;
    }

    private static async Task<int> PushAsync(
        IUpdateQueue queue, string bot, string[] files, CommandContext context, CancellationToken cancel)
    {
        // All are read before the first is pushed: a mistake in the last leaves nothing half done.
        var updates = new List<byte[]>(files.Length);
        foreach (var file in files)
        {
            var (update, problem) = await ReadAsync(file, context, cancel);
            if (problem is not null)
            {
                return Report(context, $"{file}: {problem}; nothing was pushed.");
            }

            updates.Add(update);
        }

        foreach (var update in updates)
        {
            await PushAsync(queue, bot, update, context.Time, cancel);
        }

        await context.Out.WriteLineAsync($"{TerminalText.Escape(queue.Name)}: {Counted.Jobs(updates.Count)} pushed");
        return ExitCode.Done;
    }

    private static async Task PushAsync(IUpdateQueue queue, string bot, byte[] update, TimeProvider time, CancellationToken cancel)
    {
        if (queue is RedisUpdateQueue redis)
        {
            await new UpdateEnqueuer(redis, time).PushAsync(bot, update, cancel);
            return;
        }

        var entry = new ArrayBufferWriter<byte>();
        TgookEnvelope.Write(entry, bot, update, Guid.NewGuid(), time.GetUtcNow());
        await queue.PushAsync(entry.WrittenMemory, cancel);
    }

    private static async Task<(byte[] Update, string? Problem)> ReadAsync(string file, CommandContext context, CancellationToken cancel)
    {
        try
        {
            var update = file == StandardInput
                ? await ReadStandardInputAsync(context, cancel)
                : await File.ReadAllBytesAsync(Path.Combine(context.WorkingDirectory, file), cancel);
            using var json = JsonDocument.Parse(update, new JsonDocumentOptions { MaxDepth = 512 });
            var isUpdate = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("update_id", out _);
            return (update, isUpdate ? null : "it is not an update, which is a JSON object with an update_id");
        }
        catch (JsonException)
        {
            return ([], "it is not valid JSON");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ([], e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "it cannot be read");
        }
    }

    private static async Task<byte[]> ReadStandardInputAsync(CommandContext context, CancellationToken cancel)
    {
        await using var input = context.OpenInput();
        using var bytes = new MemoryStream();
        await input.CopyToAsync(bytes, cancel);
        return bytes.ToArray();
    }

    private static int Report(CommandContext context, string message)
    {
        context.Error.WriteLine("tgworker: " + TerminalText.Escape(message));
        return ExitCode.Failed;
    }
}
