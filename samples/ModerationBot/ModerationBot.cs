using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots;

namespace ModerationBot;

/// <summary>Keeps a group in order: greets who comes, warns about links, and mutes at the third warning. Administrators may do
/// more.</summary>
public sealed class ModerationBot : IBotModule
{
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services.AddScoped<OnlyAdministrators>();

    public void Map(UpdateRoutes updates)
    {
        updates.UseState(keepFor: TimeSpan.FromDays(30));

        var groups = updates.Group().InChats(ChatKind.Group, ChatKind.Supergroup);
        groups.Add<Rules>();
        groups.Group().Use<OnlyAdministrators>().Add<Powers>();
    }
}
