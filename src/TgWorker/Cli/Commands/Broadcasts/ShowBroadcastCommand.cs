using System.CommandLine;
using System.Globalization;
using TgWorker.Bots;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Operating;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary><c>tgworker broadcast show</c>.</summary>
internal static class ShowBroadcastCommand
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static Command Create(QueueCommand queues, CommandContext context)
    {
        var id = new Argument<string>("ID") { Description = "the broadcast's id, as 'broadcast list' shows it" };
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var follow = new Option<bool>("--follow") { Description = "show its progress until it is finished or paused" };
        var misses = new Option<bool>("--misses")
        {
            Description = "list the recipients it did not reach, as CSV: chat, gone or failed, reason",
        };
        var command = new Command("show", "Show one broadcast") { id, follow, misses, json };
        command.SetAction((parsed, cancel) => queues.RunAsync(
            parsed,
            async (open, stop) =>
            {
                if (await QueuedBroadcasts.FindAsync(open, parsed.GetValue(id)!, context, stop) is not var (broadcasts, found))
                {
                    return ExitCode.Failed;
                }

                if (parsed.GetValue(misses))
                {
                    return await WriteMissesAsync(broadcasts, found.Id, context, stop);
                }

                await WriteAsync(
                    parsed.GetValue(follow) ? await FollowAsync(broadcasts, found, context, stop) : found, parsed.GetValue(json), context);
                return ExitCode.Done;
            },
            cancel));
        return command;
    }

    /// <summary>Waits until a broadcast is not sent any more, and shows how far it is.</summary>
    public static async Task<Broadcast> FollowAsync(
        IBroadcasts broadcasts, Broadcast its, CommandContext context, CancellationToken cancel)
    {
        using var progress = new ProgressBar(context);
        while (its.State is BroadcastState.Sending or BroadcastState.Loading)
        {
            progress.Report(new WorkDone(its.Total - its.Left, its.Total));
            await Task.Delay(Period, context.Time, cancel);
            its = await broadcasts.FindAsync(its.Id, cancel) ?? its with { State = BroadcastState.Cancelled };
        }

        return its;
    }

    /// <summary>Shows a broadcast.</summary>
    public static async Task WriteAsync(Broadcast its, bool json, CommandContext context)
    {
        if (json)
        {
            await context.Out.WriteLineAsync(JsonText.Of(writer => BroadcastView.Write(writer, its)));
            return;
        }

        List<(string Name, string Text)> lines =
        [
            ("Broadcast", its.Title.Length == 0 ? its.Id : $"{its.Id} {its.Title}"), ("State", BroadcastView.State(its)),
            ("Figures", BroadcastView.Figures(its)), ("Sends", $"{its.Method} as bot {its.Bot}"),
            ("Began", BroadcastView.Time(its.Created)),
        ];
        if (its.NotBefore is { } notBefore)
        {
            lines.Add(("Not before", BroadcastView.Time(notBefore)));
        }

        if (its.Until is { } until)
        {
            lines.Add(("Until", BroadcastView.Time(until)));
        }

        if (its.Hours is { } hours)
        {
            lines.Add(("Hours", its.TimeZones == 1 ? hours.ToString()
                : string.Create(
                    CultureInfo.InvariantCulture, $"{hours.From:HH:mm}-{hours.To:HH:mm} in each of {its.TimeZones} time zones")));
        }

        if (its.IsPaid)
        {
            lines.Add(("Costs", string.Create(CultureInfo.InvariantCulture, $"{its.MostStars:N1} Stars at most")));
        }

        foreach (var (name, text) in lines)
        {
            await context.Out.WriteLineAsync($"{name,-11}{TerminalText.Escape(text)}");
        }
    }

    private static async Task<int> WriteMissesAsync(IBroadcasts broadcasts, string id, CommandContext context, CancellationToken cancel)
    {
        await foreach (var miss in broadcasts.MissesAsync(id, cancel))
        {
            var reason = TerminalText.Escape(miss.Reason).Replace("\"", "\"\"", StringComparison.Ordinal);
            await context.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{miss.Chat},{miss.Result.ToString().ToLowerInvariant()},\"{reason}\""));
        }

        return ExitCode.Done;
    }
}
