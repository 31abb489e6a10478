using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Notifying;

namespace TgWorker.Cli.Commands.Notify;

/// <summary><c>tgworker notify test</c>: tries who would be told of trouble.</summary>
internal static class NotifyCommand
{
    public static Command Create(OptionsReader options, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var test = new Command("test",
            "Send a test to Notify:Webhook and Notify:TelegramChat now; exits with 1 if one does not receive it") { json };
        test.SetAction((parsed, cancel) => TestAsync(options.Read(parsed), parsed.GetValue(json), context, cancel));
        return new Command("notify", "Check notifications: 'notify test' sends one") { test };
    }

    private static async Task<int> TestAsync(TgWorkerOptions? options, bool json, CommandContext context, CancellationToken cancel)
    {
        if (options is null)
        {
            return ExitCode.Usage;
        }

        if (!options.Notify.IsOn)
        {
            await context.Error.WriteLineAsync(
                "tgworker: no notifications are configured: set Notify:Webhook, or Notify:TelegramToken and Notify:TelegramChat.");
            return ExitCode.Usage;
        }

        using var notifier = new Notifier(options.Notify, context.Time, NullLogger<Notifier>.Instance);
        var queue = string.Join(", ", options.Queue.Names);
        var tried = await notifier.TryAsync(new Notice("test", queue, $"Queue {queue}: this is a test; nothing is wrong", 0), cancel);
        if (json)
        {
            await context.Out.WriteLineAsync(JsonText.ListOf(tried, Write));
        }
        else
        {
            foreach (var (name, problem) in tried)
            {
                await context.Out.WriteLineAsync($"{name}: {(problem is null ? "got it" : $"did not get it: {problem}")}");
            }
        }

        return tried.All(its => its.Problem is null) ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(Utf8JsonWriter json, (string Name, string? Problem) its)
    {
        json.WriteStartObject();
        json.WriteString("to", its.Name);
        json.WriteBoolean("heard", its.Problem is null);
        json.WriteString("problem", its.Problem);
        json.WriteEndObject();
    }
}
