using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots;

namespace BroadcastBot;

/// <summary>
/// Sends news to those who subscribed. The admin's <c>/news</c> starts a broadcast, which goes on after restarts and crashes.
/// </summary>
public sealed class BroadcastBot : IBotModule
{
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(new Subscribers(configuration["Subscribers"] ?? "subscribers.txt"));

    public void Map(UpdateRoutes updates)
    {
        updates.Add<News>();

        // Whoever blocked the bot is no subscriber any more; broadcasts tell of them too.
        updates.OnChatGone((context, gone, _) =>
        {
            if (long.TryParse(gone.Chat, out var chat))
            {
                context.Services.GetRequiredService<Subscribers>().Remove(chat);
            }

            return default;
        });
    }
}
