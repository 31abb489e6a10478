using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots;

namespace DiscordBridge;

/// <summary>
/// Copies what is written in a Telegram group to a Discord channel, in order. <c>Bridge:WebhookUrl</c> is the channel's webhook,
/// <c>Bridge:ChatId</c> the group.
/// </summary>
public sealed class DiscordBridge : IBotModule
{
    private long _chat;

    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        var url = configuration["Bridge:WebhookUrl"]
            ?? throw new InvalidOperationException("Bridge:WebhookUrl is missing: give the URL of a Discord webhook.");
        _chat = configuration.GetValue<long?>("Bridge:ChatId")
            ?? throw new InvalidOperationException("Bridge:ChatId is missing: give the group's id, such as -1001234567890.");

        // No logging: the address is a secret.
        services.AddHttpClient<DiscordChannel>(http => http.BaseAddress = new Uri(url)).RemoveAllLoggers();
        services.AddScoped<Copy>();
    }

    public void Map(UpdateRoutes updates)
    {
        var group = updates.Group().InChat(_chat);
        group.OnMessage((Copy copy, UpdateView message, CancellationToken stop) => copy.SendAsync(message, stop));
        group.OnEditedMessage((Copy copy, UpdateView message, CancellationToken stop) => copy.SendAsync(message, stop));
    }
}
