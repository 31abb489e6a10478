using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;
using Telegram.Bot.Types.ReplyMarkups;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Answers to where an update came from.</summary>
public static class Replies
{
    /// <summary>The client of the bot the update came in for: the one that handlers take as <see cref="ITelegramBotClient"/>.</summary>
    /// <exception cref="UnknownBotException">No token is configured for it.</exception>
    public static ITelegramBotClient GetClient(this UpdateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Services.GetRequiredService<ITelegramBotClient>();
    }

    /// <summary>Sends a text to the update's chat, into its forum topic and for its business connection where it has them.</summary>
    /// <param name="context">The update.</param>
    /// <param name="text">The text, 1 to 4096 characters.</param>
    /// <param name="parseMode">How the text is marked up. Default: not at all.</param>
    /// <param name="replyMarkup">A keyboard. Default: none.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The message that was sent.</returns>
    /// <exception cref="InvalidOperationException">The update belongs to no chat, such as an inline query.</exception>
    /// <exception cref="TelegramRefusalException">Telegram refused it.</exception>
    public static Task<Message> ReplyAsync(
        this UpdateContext context, string text, ParseMode parseMode = ParseMode.None, ReplyMarkup? replyMarkup = null,
        CancellationToken cancellationToken = default)
    {
        var bot = context.GetClient();
        var chat = context.View.ChatId
            ?? throw new InvalidOperationException($"The update ({context.View.KindName}) belongs to no chat to answer in.");
        return bot.SendMessage(
            chat, text, parseMode, replyMarkup: replyMarkup, messageThreadId: (int?)context.View.TopicId,
            businessConnectionId: BusinessOf(context),
            cancellationToken: cancellationToken);
    }

    private static string? BusinessOf(UpdateContext context) =>
        context.View.Kind is UpdateKind.BusinessMessage or UpdateKind.EditedBusinessMessage
        ? (context.ReadUpdate().BusinessMessage ?? context.ReadUpdate().EditedBusinessMessage)?.BusinessConnectionId
        : null;
}
