using Telegram.Bot;
using Telegram.Bot.Types.Enums;
using TgWorker.Bots;

namespace ModerationBot;

/// <summary>Lets only administrators of the group through.</summary>
public sealed class OnlyAdministrators(ITelegramBotClient bot) : IUpdateMiddleware
{
    public async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate inner, CancellationToken cancellationToken)
    {
        if (context.View is { ChatId: { } chat, UserId: { } user })
        {
            var member = await bot.GetChatMember(chat, user, cancellationToken);
            if (member.Status is ChatMemberStatus.Administrator or ChatMemberStatus.Creator)
            {
                return await inner(context, cancellationToken);
            }
        }

        await context.ReplyAsync("Only administrators may do that.", cancellationToken: cancellationToken);
        return UpdateOutcome.Handled;
    }
}
