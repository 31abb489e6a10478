using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots.BotApi;
using TgWorker.Bots.Conversations;
using TgWorker.Bots.Modules;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;

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
        updates.OnCommand("count", (UpdateContext update, BotClient bot, CancellationToken stop) =>
            bot.SendTextAsync(update.View.ChatId, $"{update.ChatState.Get<int>("count")} messages", stop));
        updates.OnText(EchoAsync);
    }

    private static async Task EchoAsync(UpdateContext update, BotClient bot, CancellationToken stop)
    {
        var count = update.ChatState.Get<int>("count") + 1;
        update.ChatState.Set("count", count);
        await bot.SendTextAsync(update.View.ChatId, update.View.Text!, stop);
    }
}
