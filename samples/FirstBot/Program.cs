using Microsoft.Extensions.Hosting;
using TgWorker.Bots.BotApi;
using TgWorker.Core.Updates;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
var updates = builder.AddTgWorker();

updates.OnCommand("start", (UpdateView update, BotClient bot) => bot.SendTextAsync(update.ChatId, "Hello! Say something."));
updates.OnText((UpdateView update, BotClient bot) => bot.SendTextAsync(update.ChatId, $"You said: {update.Text}"));

await builder.Build().RunAsync();
