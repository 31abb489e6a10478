using TgWorker.Dashboard.Acting;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Sampling;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Bots;

/// <summary>Pauses a bot of a queue, or has it go on.</summary>
internal sealed class BotSwitch(bool pause, DashboardQueues queues, QueueSampler sampler, DashboardAudit audit) : IPageAction
{
    // A form leaves out a field without a value, and a bot may have no name.
    private const string Named = "bot ";

    public string Path => pause ? "/bot/pause" : "/bot/continue";

    public DashboardRole Needed => DashboardRole.Operator;

    /// <summary>What a button sends.</summary>
    public static IEnumerable<(string Name, string? Value)> Fields(string queue, string bot) => [("queue", queue), ("bot", Named + bot)];

    /// <summary>The command that does the same.</summary>
    public static string Command(string word, string queue, string bot) =>
        CommandLine.Of(word, ("--bot", bot.Length > 0 ? bot : null), ("--queue", queue)) + (bot.Length > 0 ? "" : " --bot=''");

    /// <summary>A bot's name as people see it.</summary>
    public static string Shown(string bot) => bot.Length > 0 ? bot : "the bot without a name";

    public async Task<ActionResult> RunAsync(PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Value("bot") is not { } bot || !bot.StartsWith(Named, StringComparison.Ordinal)
            || await queues.FindAsync(request.Value("queue"), cancellationToken) is not { } queue)
        {
            return new ActionResult(Remark.Bad, request.Link("/", ("did", nameof(Remark.Bad))));
        }

        var name = bot[Named.Length..];
        await audit.AddAsync(request.Person, queue, $"{(pause ? "pause" : "continue")} --bot", name, cancellationToken);
        var remark = pause ? Remark.BotPaused : Remark.BotContinued;
        try
        {
            await (pause ? queue.Operations.PauseBotAsync(name, cancellationToken)
                : queue.Operations.ContinueBotAsync(name, cancellationToken));
        }
        catch (InvalidOperationException)
        {
            remark = Remark.TooManyBotsPaused;
        }

        await sampler.ForgetAsync(cancellationToken);
        return new ActionResult(remark, request.Link("/", ("did", remark.ToString())));
    }
}
