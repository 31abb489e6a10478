using System.Data.Common;
using Telegram.Bot;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Payments;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Tests.Documentation;

/// <summary>
/// The code of docs/recipes.md: each block of the page stands here word for word, so that it compiles and its routes are good.
/// </summary>
internal static class Recipes
{
    internal interface ISubscribers
    {
        IAsyncEnumerable<BroadcastRecipient> All();

        void Remove(string chat);
    }

    internal interface IShop
    {
        Task OrderAsync(long user);

        Task PaidAsync(string charge);
    }

    internal interface ITenants
    {
        string GreetingOf(string bot);
    }

    public static void Map(UpdateRoutes updates, ISubscribers subscribers)
    {
        updates.OnCommand("remind {minutes:int} {text}", async (UpdateContext context, int minutes, string text) =>
        {
            await context.Timers.SetAsync($"remind:{context.UpdateId}", TimeSpan.FromMinutes(minutes), text);
            await context.ReplyAsync("I will.");
        });
        updates.OnTimer("remind:{id:long}", (UpdateContext context, FiredTimer timer) => context.ReplyAsync($"⏰ {timer.Read<string>()}"));

        updates.OnCommand("news {text}", async (UpdateContext context, IBroadcasts broadcasts, ISubscribers subscribers, string text) =>
        {
            await context.OnceAsync("news", stop => broadcasts.StartAsync(
                new BroadcastPlan { Bot = context.Bot, Request = new SendMessageRequest { ChatId = 0, Text = text } },
                subscribers.All(), stop));
        });

        updates.OnText("buy", async (UpdateContext context, IShop shop, CancellationToken stop) =>
        {
            await context.OnceAsync("order", _ => shop.OrderAsync(context.View.UserId!.Value), stop);
            await context.ReplyAsync("Ordered.", cancellationToken: stop);
        });

        updates.OnChatGone((context, gone, stop) => { subscribers.Remove(gone.Chat); return ValueTask.CompletedTask; });
        updates.OnText("tell {friend:long}", async (ITelegramBotClient bot, UpdateContext context, long friend) =>
        {
            if (await bot.SendMessage(friend, "Hello from a friend").OrGone() is null)
            {
                await context.ReplyAsync("They have blocked me.");
            }
        });

        updates.On(UpdateKind.PreCheckoutQuery, (PreCheckoutQuery query, ITelegramBotClient bot) => bot.AnswerPreCheckoutQuery(query.Id));
        updates.OnMessage(MessageKind.SuccessfulPayment, async (Message message, IShop shop) =>
            await shop.PaidAsync(message.SuccessfulPayment!.TelegramPaymentChargeId));

        updates.OnText(async (UpdateContext context, DbConnection database, CancellationToken stop) =>
        {
            await using var transaction = await database.BeginTransactionAsync(stop);
            await using var command = database.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "INSERT INTO handled (bot, update_id) VALUES (@bot, @update) ON CONFLICT DO NOTHING";
            Add(command, "@bot", context.Bot);
            Add(command, "@update", context.UpdateId);
            if (await command.ExecuteNonQueryAsync(stop) == 1)
            {
                // Your own changes, in the same transaction: both are there, or neither.
                await transaction.CommitAsync(stop);
            }
        });

        var shop = updates.Group().ForBot("shop");
        shop.OnCommand("start", (UpdateContext context) => context.ReplyAsync("The shop is open."));
        updates.OnCommand("start", (UpdateContext context, ITenants tenants) => context.ReplyAsync(tenants.GreetingOf(context.Bot)));
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
