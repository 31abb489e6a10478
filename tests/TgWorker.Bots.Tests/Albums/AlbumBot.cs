using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Core.Handling;

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
        updates.OnAlbum((Album album, UpdateContext update, CancellationToken stop) =>
        {
            update.ChatState.Set("albums", update.ChatState.Get<int>("albums") + 1);
            return update.ReplyAsync($"{album.Caption}: {album.Messages.Count}", cancellationToken: stop);
        });
        updates.OnText((UpdateContext update) => update.ReplyAsync(update.View.Text!));
    }
}
