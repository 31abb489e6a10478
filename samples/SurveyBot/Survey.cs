using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;
using TgWorker.Bots;

namespace SurveyBot;

/// <summary>The questions, one method each.</summary>
public sealed class Survey(ITelegramBotClient bot, Results results)
{
    [Command("survey")]
    public async Task Begin(UpdateContext context, Message message, CancellationToken stop)
    {
        context.UserState.Clear();
        context.UserState.Step = "name";
        await bot.SendMessage(message.Chat, "What is your name?", cancellationToken: stop);
    }

    [Command("cancel")]
    public async Task Cancel(UpdateContext context, Message message, CancellationToken stop)
    {
        context.UserState.Clear();
        await bot.SendMessage(message.Chat, "Never mind.", cancellationToken: stop);
    }

    [Text(UserStep = "name")]
    public async Task Name(UpdateContext context, Message message, CancellationToken stop)
    {
        context.UserState.Set("name", message.Text);
        context.UserState.Step = "age";
        await bot.SendMessage(message.Chat, "How old are you?", cancellationToken: stop);
    }

    [Text("{age:int}", UserStep = "age")]
    public async Task Age(UpdateContext context, Message message, int age, CancellationToken stop)
    {
        context.UserState.Set("age", age);
        context.UserState.Step = "stars";
        var buttons = Enumerable.Range(1, 5)
            .Select(stars => InlineKeyboardButton.WithCallbackData(new string('★', stars), $"stars:{stars}"));
        await bot.SendMessage(message.Chat, "How do you like it?", replyMarkup: new InlineKeyboardMarkup(buttons), cancellationToken: stop);
    }

    [Text(UserStep = "age")]
    public Task NoAge(Message message, CancellationToken stop) =>
        bot.SendMessage(message.Chat, "A number, please.", cancellationToken: stop);

    [CallbackQuery("stars:{stars:int}", UserStep = "stars")]
    public async Task Stars(UpdateContext context, CallbackQuery press, int stars, CancellationToken stop)
    {
        await bot.AnswerCallbackQuery(press.Id, cancellationToken: stop);

        // Counted once, however often this update has to be tried.
        await context.OnceAsync("result", _ => results.AddAsync(stars), stop);
        await context.ReplyAsync(
            $"Thank you, {context.UserState.Get<string>("name")}! Average: {results.Average:0.0}", cancellationToken: stop);
        context.UserState.Clear();
    }
}
