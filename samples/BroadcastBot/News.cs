using System.Globalization;
using Microsoft.Extensions.Configuration;
using Telegram.Bot.Requests;
using Telegram.Bot.Types;
using TgWorker.Bots;

namespace BroadcastBot;

/// <summary>What users and the admin can ask for.</summary>
public sealed class News(UpdateContext context, Subscribers subscribers, IBroadcasts broadcasts, IConfiguration settings)
{
    [Command("start")]
    public Task<Message> SubscribeAsync(Message message) => context.ReplyAsync(
        subscribers.Add(message.Chat.Id, message.From?.FirstName) ? "You will get the news. /stop ends it." : "You get the news already.");

    [Command("stop")]
    public Task<Message> UnsubscribeAsync(Message message) =>
        context.ReplyAsync(subscribers.Remove(message.Chat.Id) ? "No more news." : "You do not get the news.");

    [Command("news {text}")]
    public async Task SendAsync(string text, Message message)
    {
        if (message.From?.Id.ToString(CultureInfo.InvariantCulture) != settings["Admin"])
        {
            await context.ReplyAsync("Only the admin sends news.");
            return;
        }

        // Once, however often this handler runs: when a worker dies, another one runs it again.
        await context.OnceAsync("news", async stop =>
        {
            var started = await broadcasts.StartAsync(
                new BroadcastPlan
                {
                    Bot = context.Bot,
                    Request = new SendMessageRequest { ChatId = 0, Text = $"📰 {{name}}, {text}" },
                    Hours = new BroadcastHours(new TimeOnly(8, 0), new TimeOnly(22, 0), "Europe/Berlin"),
                },
                subscribers.All(), stop);
            await context.ReplyAsync($"To {started.Total}: /progress {started.Id}", cancellationToken: stop);
        });
    }

    [Command("progress {id}")]
    public async Task ProgressAsync(string id) => await context.ReplyAsync(await broadcasts.FindAsync(id) is { } its
        ? $"{its.State}: {its.Sent} of {its.Total} sent, {its.Gone} gone, {its.Failed} failed, {its.Left} left"
        : "There is no such broadcast.");
}
