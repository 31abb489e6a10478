using Microsoft.Extensions.Hosting;
using MyBot;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorker(options => options.UseSqlite("MyBot.db")).Map<Bot>(builder);
builder.AddTgWorkerPoller();
await builder.Build().RunAsync();
