using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots.Albums;
using TgWorker.Bots.BotApi;
using TgWorker.Bots.Conversations;
using TgWorker.Bots.Modules;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Tests.Albums;

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
