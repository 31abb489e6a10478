using Microsoft.Extensions.Hosting;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorker().Map<ShopBot.ShopBot>(builder);
await builder.Build().RunAsync();
