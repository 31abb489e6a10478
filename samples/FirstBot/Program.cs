using Microsoft.Extensions.Hosting;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.AddTgWorkerPoller();
var updates = builder.AddTgWorker(options => options.UseSqlite("bot.db"));

updates.OnCommand("start", (Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, "Hello! Say something."));
updates.OnText((Message message, ITelegramBotClient bot) => bot.SendMessage(message.Chat, $"You said: {message.Text}"));

await builder.Build().RunAsync();
