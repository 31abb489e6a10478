using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Payments;
using Telegram.Bot.Types.ReplyMarkups;
using TgWorker.Bots;

namespace ShopBot;

/// <summary>Shows what there is, and writes invoices.</summary>
public sealed class Counter(ITelegramBotClient bot, Goods goods, ShopOptions options)
{
    [Command("start", Description = "What there is")]
    public Task Show(Message message, CancellationToken stop) => bot.SendMessage(
        message.Chat,
        "What would you like?",
        replyMarkup: new InlineKeyboardMarkup(
            goods.All.Select(item => InlineKeyboardButton.WithData($"{item.Name}, {item.Price} {options.Currency}", new Buy(item.Id)))
                .Chunk(1)),
        cancellationToken: stop);

    [CallbackQuery<Buy>]
    public async Task Order(Buy buy, CallbackQuery press, CancellationToken stop)
    {
        // Buttons stay in chats for years, and what they carry can be made up.
        if (goods.Find(buy.Item) is not { } item)
        {
            await bot.AnswerCallbackQuery(press.Id, "That is sold out.", cancellationToken: stop);
            return;
        }

        await bot.AnswerCallbackQuery(press.Id, cancellationToken: stop);
        await bot.SendInvoice(
            press.From.Id, item.Name, item.Text, ButtonData.Write(buy), options.Currency, [new LabeledPrice(item.Name, item.Price)],
            options.ProviderToken, cancellationToken: stop);
    }
}
