using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots;

namespace ShopBot;

/// <summary>Sells things for Telegram Stars, or for money with a provider's token in <c>Shop:ProviderToken</c>.</summary>
public sealed class ShopBot : IBotModule
{
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("Shop").Get<ShopOptions>() ?? new ShopOptions());
        services.AddSingleton<Goods>();
        services.AddSingleton<Orders>();
    }

    public void Map(UpdateRoutes updates)
    {
        updates.UseState(keepFor: TimeSpan.FromDays(30));
        updates.Add<Counter>();
        updates.Add<Till>();
    }
}
