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
        context.UserState.Step = "photos";
        await bot.SendMessage(message.Chat, "Show us some photos, all in one message. Or /skip.", cancellationToken: stop);
    }

    [Text(UserStep = "age")]
    public Task NoAge(Message message, CancellationToken stop) =>
        bot.SendMessage(message.Chat, "A number, please.", cancellationToken: stop);

    // An album is one message to its user, and one call here; Telegram sends it as several.
    [Album(UserStep = "photos")]
    public Task Photos(UpdateContext context, Message[] photos, CancellationToken stop) =>
        TakeAsync(context, photos[0].Chat, photos, stop);

    [Message(MessageKind.Photo, UserStep = "photos")]
    public Task Photo(UpdateContext context, Message photo, CancellationToken stop) =>
        TakeAsync(context, photo.Chat, [photo], stop);

    [Command("skip", UserStep = "photos")]
    public Task Skip(UpdateContext context, Message message, CancellationToken stop) =>
        TakeAsync(context, message.Chat, [], stop);

    [Text(UserStep = "photos")]
    public Task NoPhoto(Message message, CancellationToken stop) =>
        bot.SendMessage(message.Chat, "A photo, please, or /skip.", cancellationToken: stop);

    [CallbackQuery("stars:{stars:int}", UserStep = "stars")]
    public async Task Stars(UpdateContext context, CallbackQuery press, int stars, CancellationToken stop)
    {
        await bot.AnswerCallbackQuery(press.Id, cancellationToken: stop);

        // Counted once, however often this update has to be tried.
        await context.OnceAsync(
            "result", _ => results.AddAsync(stars, context.UserState.Get<string[]>("photos") ?? []), stop);
        await context.ReplyAsync(
            $"Thank you, {context.UserState.Get<string>("name")}! Average: {results.Average:0.0}", cancellationToken: stop);
        context.UserState.Clear();
    }

    private async Task TakeAsync(UpdateContext context, Chat chat, Message[] photos, CancellationToken stop)
    {
        // The largest of each photo's sizes; a file_id is good for as long as the bot is.
        context.UserState.Set(
            "photos", photos.Where(message => message.Photo is not null).Select(message => message.Photo![^1].FileId).ToArray());
        context.UserState.Step = "stars";
        var buttons = Enumerable.Range(1, 5)
            .Select(stars => InlineKeyboardButton.WithCallbackData(new string('★', stars), $"stars:{stars}"));
        var thanks = photos.Length switch { 0 => "", 1 => "A fine photo. ", var many => $"{many} fine photos. " };
        await bot.SendMessage(
            chat, thanks + "How do you like it?", replyMarkup: new InlineKeyboardMarkup(buttons), cancellationToken: stop);
    }
}
