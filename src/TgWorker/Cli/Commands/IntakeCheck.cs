using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Cli.Commands.Webhook;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Diagnosing;
using TgWorker.Intake.Webhooks;
using TgWorker.Redis.Diagnosing;

namespace TgWorker.Cli.Commands;

/// <summary>Whether the updates of the bots that have a token come in.</summary>
internal static class IntakeCheck
{
    /// <summary>What is wrong or good to know.</summary>
    public static async Task<IReadOnlyList<Finding>> ExamineAsync(
        TgWorkerOptions options, CommandContext context, CancellationToken cancel)
    {
        IntakeBot[] bots =
        [
            .. options.Bots.Where(bot => bot.Value.Token.Length > 0).OrderBy(bot => bot.Key, StringComparer.Ordinal)
                .Select(bot => new IntakeBot(bot.Key, bot.Value.Token, bot.Value.BaseUrl, bot.Value.UseTestEnvironment)),
        ];
        if (bots.Length == 0)
        {
            return [];
        }

        var holders = await HoldersAsync(bots, options, context, cancel);
        using var http = BotApiCaller.CreateHttp();
        var network = new PublicNetwork();
        var found = await Task.WhenAll(bots.Select((bot, i) =>
            new IntakeDoctor(WebhookBots.Api(http, bot, context), network, context.Time)
                .ExamineAsync(bot, SetOptions.SecretOf(options, bot), holders[i], cancel)));
        return
        [
            .. found.SelectMany((findings, i) => findings.Select(finding => new Finding(
                "intake." + finding.Check, $"bot {bots[i].Name}", finding.Seen, finding.Advice)
                {
                    IsNote = finding.Level == FindingLevel.Note,
                })),
        ];
    }

    // Where the queue cannot be asked, the other checks say why.
    private static async Task<IReadOnlyList<PollHolder?>> HoldersAsync(
        IntakeBot[] bots, TgWorkerOptions options, CommandContext context, CancellationToken cancel)
    {
        var nobody = new PollHolder?[bots.Length];
        if (options.Sqlite.File is not null && !File.Exists(options.Sqlite.FileOf(options.Queue.Names[0], options.Queue.Names)))
        {
            return nobody;
        }

        try
        {
            var queues = await context.Queues.OpenAsync(options, context.Time, NullLoggerFactory.Instance, cancel);
            try
            {
                var holders = await queues[0].GetPollHoldersAsync(cancel);
                return
                [
                    .. bots.Select(bot => holders.FirstOrDefault(
                        holder => holder.Bot == bot.Id && holder.Holder.Length > 0 && holder.Left > TimeSpan.Zero)),
                ];
            }
            finally
            {
                foreach (var queue in queues)
                {
                    await queue.DisposeAsync();
                }
            }
        }
        catch (Exception e) when (e is QueueUnavailableException or QueueUnsupportedException)
        {
            return nobody;
        }
    }
}
