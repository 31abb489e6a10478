using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots;

namespace ModerationBot;

/// <summary>What only administrators may do.</summary>
public sealed class Powers(ITelegramBotClient bot)
{
    [Command("ban", Description = "Ban the sender of the message you reply to")]
    public async Task Ban(Message message, CancellationToken stop)
    {
        if (message.ReplyToMessage?.From is not { } user)
        {
            await bot.SendMessage(message.Chat, "Reply with /ban to a message of whom you mean.", cancellationToken: stop);
            return;
        }

        await bot.BanChatMember(message.Chat, user.Id, cancellationToken: stop);
        await bot.SendMessage(message.Chat, $"{user.FirstName} is banned.", cancellationToken: stop);
    }
}
