using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots;

namespace ModerationBot;

/// <summary>What holds for everybody.</summary>
public sealed class Rules(ITelegramBotClient bot)
{
    private const int WarningsUntilMuted = 3;
    private static readonly TimeSpan MutedFor = TimeSpan.FromHours(1);

    [Message(MessageKind.NewChatMembers)]
    public Task Greet(Message message, CancellationToken stop) => bot.SendMessage(
        message.Chat, $"Welcome, {string.Join(", ", message.NewChatMembers!.Select(member => member.FirstName))}! No links, please.",
        cancellationToken: stop);

    [Text("{before?}://{after}")]
    public async Task Warn(UpdateContext context, Message message, TimeProvider time, CancellationToken stop)
    {
        // The user's state belongs to this group, and each update counts once, also when it is delivered twice.
        var warnings = context.UserState.Get<int>("warnings") + 1;
        context.UserState.Set("warnings", warnings % WarningsUntilMuted);
        await bot.DeleteMessage(message.Chat, message.Id, stop);
        if (warnings < WarningsUntilMuted)
        {
            await bot.SendMessage(message.Chat, $"{message.From!.FirstName}, no links here. Warning {warnings} of {WarningsUntilMuted}.",
                cancellationToken: stop);
            return;
        }

        await bot.RestrictChatMember(
            message.Chat, message.From!.Id, new ChatPermissions(false), untilDate: (time.GetUtcNow() + MutedFor).UtcDateTime,
            cancellationToken: stop);
        await bot.SendMessage(message.Chat, $"{message.From.FirstName} is muted for an hour.", cancellationToken: stop);
    }
}
