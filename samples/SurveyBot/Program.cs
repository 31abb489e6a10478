using Microsoft.Extensions.Hosting;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorker().Map<SurveyBot.SurveyBot>(builder);
await builder.Build().RunAsync();
