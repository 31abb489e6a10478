using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TgWorker.Bots;

/// <summary>
/// A bot that runs both in a host of your own (<c>builder.AddTgWorker().Map&lt;MyBot&gt;(builder)</c>) and in the executable
/// (<c>tgworker work --handlers MyBot.dll</c>). It needs a constructor without parameters.
/// </summary>
public interface IBotModule
{
    /// <summary>Registers what the handlers need.</summary>
    void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
    }

    /// <summary>Adds the routes.</summary>
    void Map(UpdateRoutes updates);
}
