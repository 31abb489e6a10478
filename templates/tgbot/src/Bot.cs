using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots;

namespace MyBot;

/// <summary>What the bot does.</summary>
public sealed class Bot : IBotModule
{
    public void Map(UpdateRoutes updates)
    {
        updates.OnCommand("start", (Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, "Hello! Say something."))
            .Describe("Begin");
        updates.OnText((Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, $"You said: {message.Text}"));
    }
}
