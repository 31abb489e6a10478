using TgWorker.Bots.BotApi;
using TgWorker.Bots.Conversations;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace SurveyBot;

/// <summary>The questions, one method each.</summary>
public sealed class Survey(BotClient bot, Results results)
{
    [Command("survey")]
    public async Task Begin(UpdateContext update, CancellationToken stop)
    {
        update.UserState.Clear();
        update.UserState.Step = "name";
        await bot.SendTextAsync(update.View.ChatId, "What is your name?", stop);
    }

    [Command("cancel")]
    public async Task Cancel(UpdateContext update, CancellationToken stop)
    {
        update.UserState.Clear();
        await bot.SendTextAsync(update.View.ChatId, "Never mind.", stop);
    }

    [Text(UserStep = "name")]
    public async Task Name(UpdateContext update, CancellationToken stop)
    {
        update.UserState.Set("name", update.View.Text);
        update.UserState.Step = "age";
        await bot.SendTextAsync(update.View.ChatId, "How old are you?", stop);
    }

    [Text("{age:int}", UserStep = "age")]
    public async Task Age(UpdateContext update, int age, CancellationToken stop)
    {
        update.UserState.Set("age", age);
        update.UserState.Step = "stars";
        object[] buttons = [.. Enumerable.Range(1, 5).Select(stars => new { text = new string('★', stars), callback_data = $"stars:{stars}" })];
        await bot.CallAsync(
            "sendMessage", new { chat_id = update.View.ChatId, text = "How do you like it?", reply_markup = new { inline_keyboard = new[] { buttons } } }, stop);
    }

    [Text(UserStep = "age")]
    public Task NoAge(UpdateView update, CancellationToken stop) => bot.SendTextAsync(update.ChatId, "A number, please.", stop);

    [CallbackQuery("stars:{stars:int}", UserStep = "stars")]
    public async Task Stars(UpdateContext update, int stars, CancellationToken stop)
    {
        await bot.CallAsync("answerCallbackQuery", new { callback_query_id = update.View.QueryId }, stop);

        // Counted once, however often this update has to be tried.
        await update.OnceAsync("result", _ => results.AddAsync(stars), stop);
        await bot.SendTextAsync(update.View.ChatId, $"Thank you, {update.UserState.Get<string>("name")}! Average: {results.Average:0.0}", stop);
        update.UserState.Clear();
    }
}
