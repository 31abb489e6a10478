using System.Collections.Concurrent;
using System.Globalization;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots.Tests.Samples;
using TgWorker.TestSupport.Telegram;

namespace TgWorker.Bots.Tests.Sending;

/// <summary>
/// Replicas that answer and notify, against a Telegram that refuses what is too much. A text "to N" notifies chat N; any other is answered.
/// </summary>
internal sealed class FleetRun(BotStage stage, MessageLimits limits)
{
    /// <summary>From here on chats are notified, and never write themselves.</summary>
    public const long FirstNotified = 1_000_000;

    private readonly ConcurrentDictionary<string, TimeSpan> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<TimeSpan> _waits = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private int _question;

    public MessageFloods Floods { get; } = new(limits, TimeProvider.System);

    /// <summary>How long users waited, from the push to the call that answers.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => _waits;

    /// <summary>Starts the replicas.</summary>
    public async Task StartAsync(int replicas, params (string Key, string Value)[] settings)
    {
        stage.Telegram.Answer = (call, _) => Task.FromResult(Answer(call));
        for (var i = 0; i < replicas; i++)
        {
            await stage.StartAsync<Bot>(settings);
        }
    }

    /// <summary>Somebody writes.</summary>
    public Task AskAsync(long chat)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"q{Interlocked.Increment(ref _question)}");
        _asked[text] = Now;
        return stage.PushAsync("message", string.Create(CultureInfo.InvariantCulture,
            $$"""{"message_id":1,"from":{"id":{{Math.Abs(chat)}},"is_bot":false,"first_name":"Al"},"chat":{"id":{{chat}},"type":"{{(chat < 0 ? "group" : "private")}}"},"date":1795219800,"text":"{{text}}"}"""));
    }

    /// <summary>Somebody has another chat notified.</summary>
    public Task NotifyAsync(int number) => stage.PushTextAsync(
        500_000 + number, string.Create(CultureInfo.InvariantCulture, $"to {FirstNotified + number}"));

    /// <summary>The most messages that came in within a period, of those that count.</summary>
    public int MostWithin(TimeSpan period, Func<(long Chat, bool IsBulk, TimeSpan At), bool> counts)
    {
        var times = Floods.Accepted.Where(counts).Select(message => message.At).ToList();
        var (most, first) = (0, 0);
        for (var i = 0; i < times.Count; i++)
        {
            while (times[i] - times[first] >= period)
            {
                first++;
            }

            most = Math.Max(most, i - first + 1);
        }

        return most;
    }

    /// <summary>The share of the waits that a share of the users did not exceed.</summary>
    public static TimeSpan Percentile(IEnumerable<TimeSpan> waits, double share)
    {
        var sorted = waits.Order().ToList();
        return sorted.Count == 0 ? TimeSpan.Zero : sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
    }

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    private (int Status, string Body)? Answer(BotApiCall call)
    {
        if (Floods.Refuse(call) is { } refused)
        {
            return (refused.Status, refused.Body);
        }

        if (call.Text is { } text && _asked.TryRemove(text, out var asked))
        {
            _waits.Enqueue(Now - asked);
        }

        return null;
    }

    private sealed class Bot : IBotModule
    {
        public void Map(UpdateRoutes updates)
        {
            updates.OnText("to {chat:long}", (ITelegramBotClient bot, long chat) => bot.SendMessage(chat, "news"));
            updates.OnText((ITelegramBotClient bot, Message message) => bot.SendMessage(message.Chat, message.Text!));
        }
    }
}
