using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots.BotApi;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Clients;

/// <summary>One attempt to handle an update, with Telegram.Bot's types.</summary>
public sealed class TypedUpdateContext
{
    private readonly ITelegramBots _bots;
    private Update? _update;

    internal TypedUpdateContext(UpdateContext raw, ITelegramBots bots)
    {
        Raw = raw;
        _bots = bots;
    }

    /// <summary>The same attempt with the update's bytes, its lane, its fencing token and the job that carried it.</summary>
    public UpdateContext Raw { get; }

    /// <summary>The update. It is read from its JSON when it is first asked for.</summary>
    /// <exception cref="UnreadableUpdateException">Telegram.Bot cannot read the JSON; the update is given up.</exception>
    public Update Update => _update ??= UpdateJson.Read(Raw.Update.Span);

    /// <summary>The client of the bot the update came in for.</summary>
    /// <exception cref="UnknownBotException">No token is configured for the bot.</exception>
    public ITelegramBotClient Client => _bots.ClientOf(Raw.Bot);
}
