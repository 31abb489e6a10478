using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Albums;
using TgWorker.BotApi;
using TgWorker.Conversations;
using TgWorker.Handling;
using TgWorker.Hosting;
using TgWorker.Routing;
using TgWorker.Updates;

namespace TgWorker.Handlers.Tests.Albums;

/// <summary>Says what it is sent, and counts albums in the chat's state.</summary>
public sealed class AlbumBot : IBotModule
{
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    public void Map(UpdateRoutes updates)
    {
        updates.UseState();
        updates.OnAlbum((Album album, UpdateContext update, BotClient bot) =>
        {
            update.ChatState.Set("albums", update.ChatState.Get<int>("albums") + 1);
            return bot.SendTextAsync(update.View.ChatId, $"{album.Caption}: {album.Messages.Count}");
        });
        updates.OnText((UpdateView view, BotClient bot) => bot.SendTextAsync(view.ChatId, view.Text!));
    }
}
