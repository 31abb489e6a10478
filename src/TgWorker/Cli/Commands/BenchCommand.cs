using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Handlers;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Queues;
using TgWorker.Measuring;
using TgWorker.Measuring.Files;
using TgWorker.Measuring.Queues;

namespace TgWorker.Cli.Commands;

/// <summary>
/// <c>tgworker bench</c>: how fast this machine is with its Redis, or with a file of SQLite, on a queue of its own that it removes again.
/// </summary>
internal static class BenchCommand
{
    private const int DefaultUpdates = 100_000;
    private const int MostUpdates = 10_000_000;

    public static Command Create(OptionsReader options, CommandContext context)
    {
        var updates = new Option<int>("--updates")
        {
            HelpName = "N",
            Description = $"how many updates to handle, as fast as possible [{DefaultUpdates}]",
            CustomParser = Updates,
            DefaultValueFactory = static _ => DefaultUpdates,
        };
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var command = new Command(
            "bench", "Measure throughput and latency with made-up updates, in a queue of its own") { updates, json };
        command.SetAction((parsed, cancel) => RunAsync(
            options.Read(parsed), SizeOf(parsed.GetValue(updates)), parsed.GetValue(json), context, cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        TgWorkerOptions? options, EngineTestSize size, bool json, CommandContext context, CancellationToken cancellationToken)
    {
        if (options is null)
        {
            return ExitCode.Usage;
        }

        using var stop = new StopSignals(cancellationToken);
        try
        {
            if (!json)
            {
                await context.Out.WriteLineAsync(BenchText.Title(options, size));
            }

            if (options.Sqlite.File is { } file)
            {
                var found = await new FileTest(file, options.Sqlite.Synchronous, new NoneHandler(), options.Worker, context.Time)
                    .RunAsync(size.WarmUp, size.Updates, size.Chats, stop.Token);
                await context.Out.WriteLineAsync(json ? BenchText.Json(found) : BenchText.Of(found));
                return ExitCode.Done;
            }

            await using var queue = await ThrowAwayQueue.OpenAsync(
                options.Redis, options.Queue.For("bench", options.Prefix, options.Laravel, new HorizonOptions()), context.Time);
            var result = await EngineTest.RunAsync(queue, options.Worker, size, context.Time, stop.Token);
            await context.Out.WriteLineAsync(json ? BenchText.Json(result) : BenchText.Of(result));
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Failed;
        }
        catch (QueueUnsupportedException e)
        {
            return Report(e.Message, ExitCode.Usage);
        }
        catch (Exception e) when (e is QueueUnavailableException or TimeoutException)
        {
            return Report(e.Message, ExitCode.Failed);
        }

        int Report(string message, int exitCode)
        {
            context.Error.WriteLine("tgworker: " + TerminalText.Escape(message));
            return exitCode;
        }
    }

    // The rest in proportion: about ten seconds by default, a moment for a test.
    private static EngineTestSize SizeOf(int updates) => new()
    {
        Updates = updates,
        WarmUp = Math.Min(updates, 40_000),
        Paced = TimeSpan.FromSeconds(Math.Min(updates / 30_000.0, 3)),
        Single = Math.Min(Math.Max(updates / 200, 10), 300),
    };

    private static int Updates(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostUpdates)
        {
            return number;
        }

        argument.AddError($"--updates: '{text}' is not a whole number from 1 to {MostUpdates}");
        return 0;
    }
}
