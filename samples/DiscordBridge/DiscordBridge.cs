using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots;

namespace DiscordBridge;

/// <summary>
/// Copies what is written in a Telegram group to a Discord channel, in order, and with a Discord bot's token also back.
/// </summary>
public sealed class DiscordBridge : IBotModule
{
    private long _chat;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Bridge").Get<BridgeOptions>() ?? new BridgeOptions();
        if (options.WebhookUrl.Length == 0)
        {
            throw new InvalidOperationException("Bridge:WebhookUrl is missing: give the URL of a Discord webhook.");
        }

        if (options.ChatId == 0)
        {
            throw new InvalidOperationException("Bridge:ChatId is missing: give the group's id, such as -1001234567890.");
        }

        _chat = options.ChatId;
        services.AddSingleton(options);

        // No logging: the address is a secret.
        services.AddHttpClient<DiscordChannel>(http => http.BaseAddress = new Uri(options.WebhookUrl)).RemoveAllLoggers();
        services.AddScoped<Copy>();
        if (options.BotToken is not null)
        {
            services.AddHttpClient<DiscordReader>(http =>
            {
                http.BaseAddress = new Uri(options.Api);
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bot", options.BotToken);
            });
            services.AddHostedService<DiscordWatch>();
        }
    }

    public void Map(UpdateRoutes updates)
    {
        var group = updates.Group().InChat(_chat);
        group.OnMessage((Copy copy, UpdateView message, CancellationToken stop) => copy.SendAsync(message, stop));
        group.OnEditedMessage((Copy copy, UpdateView message, CancellationToken stop) => copy.SendAsync(message, stop));
    }
}
