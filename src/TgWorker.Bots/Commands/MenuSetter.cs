using Telegram.Bot;
using Telegram.Bot.Types;

namespace TgWorker.Bots.Commands;

/// <summary>Tells Telegram a bot's lists of commands, those that it does not have yet.</summary>
internal static class MenuSetter
{
    /// <returns>How many lists were changed.</returns>
    public static async Task<int> SetAsync(ITelegramBotClient client, IReadOnlyList<CommandList> lists, CancellationToken cancellationToken)
    {
        var changed = 0;
        foreach (var (scope, language, commands) in lists)
        {
            var languageCode = language.Length == 0 ? null : language;
            var present = await client.GetMyCommands(scope, languageCode, cancellationToken).ConfigureAwait(false);
            if (!present.Select(Text).SequenceEqual(commands.Select(Text)))
            {
                await client.SetMyCommands(commands, scope, languageCode, cancellationToken).ConfigureAwait(false);
                changed++;
            }
        }

        return changed;
    }

    private static (string Command, string Description) Text(BotCommand command) => (command.Command, command.Description);
}
