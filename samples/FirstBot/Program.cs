using Microsoft.Extensions.Hosting;
using TgWorker.BotApi;
using TgWorker.Hosting;
using TgWorker.Updates;

var builder = Host.CreateApplicationBuilder(args);
var updates = builder.AddTgWorker();

updates.OnCommand("start", (UpdateView update, BotClient bot) => bot.SendTextAsync(update.ChatId, "Hello! Say something."));
updates.OnText((UpdateView update, BotClient bot) => bot.SendTextAsync(update.ChatId, $"You said: {update.Text}"));

await builder.Build().RunAsync();
