using Telegram.Bot.Types;
using TgWorker.Bots;

namespace ReminderBot;

/// <summary>What a chat can ask for, and what happens when it is time.</summary>
public sealed class Reminders(UpdateContext context)
{
    private const string Numbers = "number";
    private const string Sent = "sent";

    [Command("remind {minutes:int} {text}")]
    public async Task RemindAsync(int minutes, string text)
    {
        var number = context.ChatState.Get<int>(Numbers) + 1;
        context.ChatState.Set(Numbers, number);

        // By name: when this handler runs again, because a worker died, it sets the same one again.
        await context.Timers.SetAsync($"remind:{number}", TimeSpan.FromMinutes(minutes), text);
        await context.ReplyAsync($"I will remind you in {minutes} min. /forget {number} if not.");
    }

    [Command("daily {hour:int} {text}")]
    public async Task DailyAsync(int hour, string text)
    {
        if (hour is < 0 or > 23)
        {
            await context.ReplyAsync("An hour from 0 to 23, please.");
            return;
        }

        // A reminder of the morning that comes in the afternoon is of no use: after an hour it is skipped.
        await context.Timers.SetAsync(
            "daily", TimerRepeat.Daily(new TimeOnly(hour, 0), "Europe/Berlin"), text, notLaterThan: TimeSpan.FromHours(1));
        await context.ReplyAsync($"Every day at {hour}:00. /stop ends it.");
    }

    [Command("forget {number:int}")]
    public async Task ForgetAsync(int number) =>
        await context.ReplyAsync(await context.Timers.CancelAsync($"remind:{number}") ? "Forgotten." : "There is no such reminder.");

    [Command("stop")]
    public async Task StopAsync() =>
        await context.ReplyAsync(await context.Timers.CancelAsync("daily") ? "No more of it." : "There is nothing to stop.");

    [Timer("remind:{number:int}")]
    public Task<Message> FireAsync(FiredTimer timer)
    {
        context.ChatState.Set(Sent, context.ChatState.Get<int>(Sent) + 1);
        return context.ReplyAsync($"⏰ {timer.Read<string>()}");
    }

    [Timer("daily")]
    public Task<Message> FireDailyAsync(FiredTimer timer) => context.ReplyAsync($"☀️ {timer.Read<string>()}");
}
