using Microsoft.Extensions.Hosting;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorker().Map<BroadcastBot.BroadcastBot>(builder);
await builder.Build().RunAsync();
