using TgWorker.Core.Working;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Queues;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>The rules that concern more than one setting.</summary>
internal static class OptionsChecks
{
    public static void Check(TgWorkerOptions options, IReadOnlyDictionary<string, SettingValue> winners, List<ConfigurationProblem> problems)
    {
        if (winners.TryGetValue("Handler:Use", out var handler) && winners.TryGetValue("Forward:To", out var forward)
            && handler.Level == forward.Level && !string.Equals(handler.Text, nameof(HandlerKind.Forward), StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(new ConfigurationProblem(handler.Name, $"{handler.Shown} and {forward.Name} exclude each other: leave one of them out"));
        }

        if (winners.TryGetValue("Handler:Assembly", out var assembly))
        {
            var rival = new[] { handler, winners.GetValueOrDefault("Forward:To") }.FirstOrDefault(value =>
                value is not null && value.Level == assembly.Level && !string.Equals(value.Text, nameof(HandlerKind.Assembly), StringComparison.OrdinalIgnoreCase));
            if (rival is not null)
            {
                problems.Add(new ConfigurationProblem(assembly.Name, $"{assembly.Shown} and {rival.Name} exclude each other: leave one of them out"));
            }
        }

        if (options is { Handler: HandlerKind.Assembly, HandlerAssembly: null } && handler is not null)
        {
            problems.Add(new ConfigurationProblem(handler.Name, "'assembly' needs a file: give --handlers FILE.dll or Handler:Assembly"));
        }

        foreach (var bot in options.Bots.Where(bot => bot.Value.Token.Length == 0 && !winners.ContainsKey($"TelegramBots:{bot.Key}:Token")))
        {
            problems.Add(new ConfigurationProblem($"TelegramBots:{bot.Key}:Token", "is missing: give the bot's token, as BotFather did"));
        }

        if (options.Notify.TelegramToken is null != options.Notify.TelegramChat is null)
        {
            var (there, missing) = options.Notify.TelegramToken is null ? ("Chat", "Token") : ("Token", "Chat");
            problems.Add(new ConfigurationProblem(winners[$"Notify:Telegram{there}"].Name, $"needs Notify:Telegram{missing} too: give both or neither"));
        }

        if (options.Laravel.Foreign == ForeignJobs.Php && options.Queue.Names.Contains(options.Laravel.ForeignQueue, StringComparer.Ordinal))
        {
            problems.Add(new ConfigurationProblem(
                winners.TryGetValue("Laravel:ForeignQueue", out var queue) ? queue.Name : "Laravel:ForeignQueue",
                $"'{options.Laravel.ForeignQueue}' is a queue that this worker reads itself, so what it gives away would come back: name one of PHP's workers"));
        }

        if (winners.TryGetValue("Sqlite:File", out var file) && winners.TryGetValue("Redis:Url", out var redis) && file.Level == redis.Level)
        {
            problems.Add(new ConfigurationProblem(file.Name, $"{file.Shown} and {redis.Name} exclude each other: leave one of them out"));
        }

        CheckPerQueue(options, winners, problems, "Worker:Weights", options.Worker.Weights.Count);
        CheckPerQueue(options, winners, problems, "Worker:ConcurrencyPerQueue", options.Worker.ConcurrencyPerQueue.Count);
        CheckPerQueue(options, winners, problems, "Queue:Redis", options.Queue.Redis.Count);
        CheckBalance(options, winners, problems);
        if (options.Handler == HandlerKind.Forward && options.Forward.To is null && handler is not null && !winners.ContainsKey("Forward:To"))
        {
            problems.Add(new ConfigurationProblem(handler.Name, "'forward' needs a URL: give --forward-to URL or Forward:To"));
        }
    }

    private static void CheckPerQueue(
        TgWorkerOptions options, IReadOnlyDictionary<string, SettingValue> winners, List<ConfigurationProblem> problems, string path, int count)
    {
        if (count > 0 && count != options.Queue.Names.Count && winners.TryGetValue(path, out var value))
        {
            problems.Add(new ConfigurationProblem(
                value.Name, $"{value.Shown} does not fit {options.Queue.Names.Count} queues ({string.Join(", ", options.Queue.Names)}): give one for each"));
        }
    }

    private static void CheckBalance(TgWorkerOptions options, IReadOnlyDictionary<string, SettingValue> winners, List<ConfigurationProblem> problems)
    {
        var balance = options.Worker.Balance;
        if (balance.By == BalanceBy.Off || !winners.TryGetValue("Balance:By", out var by))
        {
            return;
        }

        if (options.Worker.Weights.Count + options.Worker.ConcurrencyPerQueue.Count > 0)
        {
            problems.Add(new ConfigurationProblem(by.Name, $"{by.Shown} excludes weights and a fixed concurrency per queue: leave one of them out"));
        }

        if (balance.Min * options.Queue.Names.Count > options.Worker.Concurrency || (balance.Max > 0 && balance.Max < balance.Min))
        {
            problems.Add(new ConfigurationProblem(
                by.Name,
                $"{by.Shown} cannot give each of {options.Queue.Names.Count} queues {balance.Min} of {options.Worker.Concurrency} slots: lower Balance:Min, or raise Balance:Max or Worker:Concurrency"));
        }
    }
}
