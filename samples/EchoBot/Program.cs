using Microsoft.Extensions.Hosting;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorker().Map<EchoBot.EchoBot>(builder);
await builder.Build().RunAsync();
