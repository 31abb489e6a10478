using TgWorker.Core.Working;
using TgWorker.Dashboard.Configuration;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Queues;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>The rules that concern more than one setting.</summary>
internal static class OptionsChecks
{
    public static void Check(GivenSettings given)
    {
        CheckHandler(given);
        foreach (var bot in given.Options.Bots.Where(
            bot => bot.Value.Token.Length == 0 && given.Find($"TelegramBots:{bot.Key}:Token") is null))
        {
            given.Refuse($"TelegramBots:{bot.Key}:Token", "is missing: give the bot's token, as BotFather did");
        }

        if (given.Options.Notify.TelegramToken is null != given.Options.Notify.TelegramChat is null)
        {
            var (there, missing) = given.Options.Notify.TelegramToken is null ? ("Chat", "Token") : ("Token", "Chat");
            given.Refuse($"Notify:Telegram{there}", $"needs Notify:Telegram{missing} too: give both or neither");
        }

        var (foreign, file, redis) = (given.Options.Laravel.ForeignQueue, given.Find("Sqlite:File"), given.Find("Redis:Url"));
        if (given.Options.Laravel.Foreign == ForeignJobs.Php && given.Options.Queue.Names.Contains(foreign, StringComparer.Ordinal))
        {
            given.Refuse("Laravel:ForeignQueue",
                $"'{foreign}' is a queue that this worker reads itself, so what it gives away would come back: name one of PHP's workers");
        }

        if (file is not null && redis is not null && file.Level == redis.Level)
        {
            given.Refuse("Sqlite:File", $"{file.Shown} and {redis.Name} cannot be used together: remove one of them");
        }

        if (given.Find("Redis:Sentinel") is { } sentinel && sentinel.Level == redis?.Level)
        {
            given.Refuse("Redis:Sentinel",
                $"{sentinel.Shown} and {redis.Name} cannot be used together: remove one of them; beside Sentinels, password and database "
                    + $"are Redis:Password and Redis:Database");
        }

        foreach (var (path, message) in DashboardOptionsCheck.Problems(given.Options.Dashboard))
        {
            given.Refuse(path, message);
        }

        CheckPerQueue(given, "Worker:Weights", given.Options.Worker.Weights.Count);
        CheckPerQueue(given, "Worker:ConcurrencyPerQueue", given.Options.Worker.ConcurrencyPerQueue.Count);
        CheckPerQueue(given, "Queue:Redis", given.Options.Queue.Redis.Count);
        CheckBalance(given);
    }

    private static void CheckHandler(GivenSettings given)
    {
        var (handler, forward, assembly) = (given.Find("Handler:Use"), given.Find("Forward:To"), given.Find("Handler:Assembly"));
        if (handler is not null && forward is not null && handler.Level == forward.Level && !Chooses(handler, HandlerKind.Forward))
        {
            given.Refuse("Handler:Use", $"{handler.Shown} and {forward.Name} cannot be used together: remove one of them");
        }

        SettingValue?[] rivals = [handler, forward];
        if (assembly is not null
            && rivals.FirstOrDefault(rival => rival?.Level == assembly.Level && !Chooses(rival, HandlerKind.Assembly)) is { } other)
        {
            given.Refuse("Handler:Assembly", $"{assembly.Shown} and {other.Name} cannot be used together: remove one of them");
        }

        if (given.Options is { Handler: HandlerKind.Assembly, HandlerFile: null } && handler is not null)
        {
            given.Refuse("Handler:Use", "'assembly' needs a file: give --handlers FILE.dll or Handler:Assembly");
        }

        if (given.Options is { Handler: HandlerKind.Forward, Forward.To: null } && handler is not null && forward is null)
        {
            given.Refuse("Handler:Use", "'forward' needs a URL: give --forward-to URL or Forward:To");
        }
    }

    private static bool Chooses(SettingValue value, HandlerKind kind) =>
        string.Equals(value.Text, kind.ToString(), StringComparison.OrdinalIgnoreCase);

    private static void CheckPerQueue(GivenSettings given, string path, int count)
    {
        var queues = given.Options.Queue.Names;
        if (count > 0 && count != queues.Count)
        {
            given.Refuse(path, $"{given.Shown(path)} does not fit {queues.Count} queues ({string.Join(", ", queues)}): give one for each");
        }
    }

    private static void CheckBalance(GivenSettings given)
    {
        const string By = "Balance:By";
        var (worker, queues) = (given.Options.Worker, given.Options.Queue.Names.Count);
        if (worker.Balance.By == BalanceBy.Off)
        {
            return;
        }

        if (worker.Weights.Count + worker.ConcurrencyPerQueue.Count > 0)
        {
            given.Refuse(By, $"{given.Shown(By)} excludes weights and a fixed concurrency per queue: leave one of them out");
        }

        if (worker.Balance.Min * queues > worker.Concurrency || (worker.Balance.Max > 0 && worker.Balance.Max < worker.Balance.Min))
        {
            given.Refuse(By, $"{given.Shown(By)} cannot give each of {queues} queues {worker.Balance.Min} of {worker.Concurrency} slots: "
                + "lower Balance:Min, or raise Balance:Max or Worker:Concurrency");
        }
    }
}
