using Microsoft.Extensions.Hosting;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorkerPoller();
builder.AddTgWorker(options => options.UseSqlite("bot.db")).Map<EchoBot.EchoBot>(builder);
await builder.Build().RunAsync();
