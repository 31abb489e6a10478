using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots;

namespace EchoBot;

/// <summary>
/// Says what it is told, and counts: in the chat's state, so the count is exact whatever happens to the workers. Speaks the user's
/// language, from the resources Texts.resx and Texts.de.resx.
/// </summary>
public sealed class EchoBot : IBotModule
{
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<LogTiming>();
        services.AddSingleton(new AllowedUsers(configuration));
        services.AddLocalization();
    }

    public void Map(UpdateRoutes updates)
    {
        updates.Use<LogTiming>();
        updates.Use<AllowedUsers>();
        updates.UseState();
        updates.UseCulture("en", "de");
        updates.OnCommand("count", (UpdateContext context, IStringLocalizer<Texts> texts, CancellationToken stop) =>
            context.ReplyAsync(texts["Count", context.ChatState.Get<int>("count")], cancellationToken: stop));
        updates.OnCommand("language {code}", (UpdateContext context, string code, IStringLocalizer<Texts> texts, CancellationToken stop) =>
            context.ReplyAsync(context.ChooseCulture(code) ? texts["Chosen", context.Culture.NativeName] : texts["Unknown", code],
                cancellationToken: stop));
        updates.OnText(EchoAsync);
    }

    private static async Task EchoAsync(UpdateContext context, Message message, ITelegramBotClient bot, CancellationToken stop)
    {
        var count = context.ChatState.Get<int>("count") + 1;
        context.ChatState.Set("count", count);
        await bot.SendMessage(message.Chat, message.Text!, cancellationToken: stop);
    }
}
