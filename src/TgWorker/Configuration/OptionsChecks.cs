using TgWorker.Handlers;

namespace TgWorker.Configuration;

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

        if (options.Notify.TelegramToken is null != options.Notify.TelegramChat is null)
        {
            var (there, missing) = options.Notify.TelegramToken is null ? ("Chat", "Token") : ("Token", "Chat");
            problems.Add(new ConfigurationProblem(winners[$"Notify:Telegram{there}"].Name, $"needs Notify:Telegram{missing} too: give both or neither"));
        }

        if (options.Handler == HandlerKind.Forward && options.Forward.To is null && handler is not null && !winners.ContainsKey("Forward:To"))
        {
            problems.Add(new ConfigurationProblem(handler.Name, "'forward' needs a URL: give --forward-to URL or Forward:To"));
        }
    }
}
