using System.Text;
using Microsoft.Extensions.Options;
using TgWorker.Core.Updates;

namespace TgWorker.Intake.Polling;

/// <summary>Says all that is wrong with the options.</summary>
internal sealed class PollerOptionsCheck : IValidateOptions<PollerOptions>
{
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(50);

    public ValidateOptionsResult Validate(string? name, PollerOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static IEnumerable<string> Problems(PollerOptions options)
    {
        if (options.Bots.Count == 0)
        {
            yield return "There is no bot to poll for: set TelegramBots:NAME:Token, such as TGWORKER_TelegramBots__main__Token in the environment, to the token from BotFather.";
        }

        foreach (var same in options.Bots.GroupBy(bot => bot.Id).Where(group => group.Count() > 1))
        {
            yield return $"The bots {string.Join(" and ", same.Select(bot => bot.Name))} have the token of one bot ({same.Key}): "
                + $"Telegram gives its updates once. Leave one of them out.";
        }

        foreach (var bot in options.Bots.Where(
            bot => bot.Token.Split(':') is not [{ Length: > 0 } id, { Length: > 0 }] || !id.All(char.IsAsciiDigit)))
        {
            yield return $"TelegramBots:{bot.Name}:Token is not a bot token: copy it from BotFather; it looks like 123456:ABC-DEF.";
        }

        foreach (var kind in options.AllowedUpdates?.Where(kind => !IsKnown(kind)) ?? [])
        {
            yield return $"Poller:AllowedUpdates has '{kind}', which is not a known kind of update, and Telegram ignores such names: "
                + "give them as it does, such as message,callback_query.";
        }

        if (options.Lease < ShortestLease || options.Lease > LongestLease)
        {
            yield return $"Poller:Lease is {options.Lease.TotalSeconds:0.###} s: give {ShortestLease.TotalSeconds:0} to "
                + $"{LongestLease.TotalSeconds:0}.";
        }

        if (options.LongPoll < TimeSpan.Zero || options.LongPoll > LongestPoll)
        {
            yield return $"Poller:LongPoll is {options.LongPoll.TotalSeconds:0.###} s: give 0 to {LongestPoll.TotalSeconds:0}.";
        }

        if (options.MaxBacklog < 0)
        {
            yield return $"Poller:MaxBacklog is {options.MaxBacklog}: give a number of updates, 0 for no limit.";
        }
    }

    private static bool IsKnown(string kind) => FieldNames<UpdateKind>.All.Find(Encoding.UTF8.GetBytes(kind))
        is not (UpdateKind.Unknown or UpdateKind.Timer or UpdateKind.Outgoing);
}
