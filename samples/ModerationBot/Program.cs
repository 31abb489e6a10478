using Microsoft.Extensions.Hosting;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorker().Map<ModerationBot.ModerationBot>(builder);
await builder.Build().RunAsync();
