using Microsoft.Extensions.Hosting;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorker().Map<ReminderBot.ReminderBot>(builder);
await builder.Build().RunAsync();
