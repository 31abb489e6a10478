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

        foreach (var bot in options.Bots.Where(bot => bot.Value.Token.Length == 0))
        {
            problems.Add(new ConfigurationProblem($"TelegramBots:{bot.Key}:Token", "is missing: give the bot's token, as BotFather did"));
        }

        if (options.Handler == HandlerKind.Forward && options.Forward.To is null && handler is not null && !winners.ContainsKey("Forward:To"))
        {
            problems.Add(new ConfigurationProblem(handler.Name, "'forward' needs a URL: give --forward-to URL or Forward:To"));
        }
    }
}
