using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Payments;
using TgWorker.Bots;

namespace ShopBot;

/// <summary>Takes the money. Telegram waits 10 seconds for the answer to a <c>pre_checkout_query</c>, and charges only after a
/// yes.</summary>
public sealed class Till(ITelegramBotClient bot, Goods goods, Orders orders)
{
    [Update(UpdateKind.PreCheckoutQuery)]
    public Task Check(PreCheckoutQuery query, CancellationToken stop) =>
        ButtonData.TryRead<Buy>(query.InvoicePayload, out var buy) && goods.Find(buy.Item)?.Price == query.TotalAmount
            ? bot.AnswerPreCheckoutQuery(query.Id, cancellationToken: stop)
            : bot.AnswerPreCheckoutQuery(query.Id, "The price has changed: please order again.", cancellationToken: stop);

    [Message(MessageKind.SuccessfulPayment)]
    public async Task Paid(UpdateContext context, Message message, CancellationToken stop)
    {
        var payment = message.SuccessfulPayment!;
        var item = ButtonData.TryRead<Buy>(payment.InvoicePayload, out var buy) ? goods.Find(buy.Item) : null;

        // First what must not be lost, under a key of Telegram's: this handler may run again when the process dies here.
        await orders.AddAsync(payment.TelegramPaymentChargeId, item?.Id ?? 0);
        context.ChatState.Set("bought", context.ChatState.Get<int>("bought") + 1);
        await bot.SendMessage(message.Chat,
            $"Thank you! Your {item?.Name ?? "order"} is on its way. That makes {context.ChatState.Get<int>("bought")}.",
            cancellationToken: stop);
    }
}
