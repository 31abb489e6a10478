using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots;

namespace SurveyBot;

/// <summary>Asks each user three questions. Where a user stands, and what they answered, is their state in the chat.</summary>
public sealed class SurveyBot : IBotModule
{
    public void ConfigureServices(IServiceCollection services, IConfiguration configuration) => services.AddSingleton<Results>();

    public void Map(UpdateRoutes updates)
    {
        updates.UseState(keepFor: TimeSpan.FromDays(1));
        updates.Add<Survey>();
    }
}
