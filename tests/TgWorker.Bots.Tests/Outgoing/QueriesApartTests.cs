using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Payments;
using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Outgoing;

/// <summary>A payment is answered while the chat's own handler still waits for something.</summary>
public sealed class QueriesApartTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task PreCheckoutQuery_ChatIsBusy_IsAnsweredAtOnce()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        await stage.StartAsync<BusyChat>(("TgWorker:Queue:Queries", "own"));
        await stage.PushTextAsync(7, "hi");

        await stage.PushAsync("pre_checkout_query",
            """{"id":"1","from":{"id":7,"is_bot":false,"first_name":"Al"},"currency":"XTR","total_amount":1,"invoice_payload":"x"}""");
        await stage.EmptyAsync();

        Assert.Equal(["answerPreCheckoutQuery", "sendMessage"], stage.Telegram.Calls.Select(call => call.Method));
    }

    private sealed class BusyChat : IBotModule
    {
        private readonly TaskCompletionSource _paid = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Map(UpdateRoutes updates)
        {
            updates.OnText(async (Message message, ITelegramBotClient bot) =>
            {
                await _paid.Task;
                await bot.SendMessage(message.Chat, "paid");
            });
            updates.OnPreCheckoutQuery(async (PreCheckoutQuery query, ITelegramBotClient bot) =>
            {
                await bot.AnswerPreCheckoutQuery(query.Id);
                _paid.SetResult();
            });
        }
    }
}
