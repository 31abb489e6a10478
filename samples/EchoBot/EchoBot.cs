using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots;

namespace EchoBot;

/// <summary>Says what it is told, and counts: in the chat's state, so the count is exact whatever happens to the workers.</summary>
public sealed class EchoBot : IBotModule
{
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<LogTiming>();
        services.AddSingleton(new AllowedUsers(configuration));
        services.AddSingleton<UserRateLimit>();
    }

    public void Map(UpdateRoutes updates)
    {
        updates.Use<LogTiming>();
        updates.Use<AllowedUsers>();
        updates.Use<UserRateLimit>();
        updates.UseState();
        updates.OnCommand("count", (UpdateContext context, CancellationToken stop) =>
            context.ReplyAsync($"{context.ChatState.Get<int>("count")} messages", cancellationToken: stop));
        updates.OnText(EchoAsync);
    }

    private static async Task EchoAsync(UpdateContext context, Message message, ITelegramBotClient bot, CancellationToken stop)
    {
        var count = context.ChatState.Get<int>("count") + 1;
        context.ChatState.Set("count", count);
        await bot.SendMessage(message.Chat, message.Text!, cancellationToken: stop);
    }
}
