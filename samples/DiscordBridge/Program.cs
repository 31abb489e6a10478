using Microsoft.Extensions.Hosting;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorker().Map<DiscordBridge.DiscordBridge>(builder);
await builder.Build().RunAsync();
