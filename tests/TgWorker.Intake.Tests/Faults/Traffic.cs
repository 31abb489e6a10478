using System.Globalization;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>Users who write, some hundred updates a second, until too many of theirs wait at Telegram.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private const int Chats = 16;
    private const int Waiting = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(4);
    private static readonly string[] Kinds = ["message", "callback_query", "edited_message", "my_chat_member"];

    private readonly BotApiBot _bot;
    private readonly Lock _gate = new();
    private readonly List<TrafficUpdate> _added = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;

    public Traffic(BotApiBot bot)
    {
        _bot = bot;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>All updates so far, in Telegram's order.</summary>
    public IReadOnlyList<TrafficUpdate> Added
    {
        get
        {
            lock (_gate)
            {
                return [.. _added];
            }
        }
    }

    /// <summary>How many Telegram was told are taken.</summary>
    public int Taken => Added.Count - _bot.Pending;

    /// <summary>Waits until updates come through again.</summary>
    public async Task FlowsAsync()
    {
        var before = Taken;
        await Eventually.TrueAsync(() => Taken > before + 60, TimeSpan.FromMinutes(1), "updates come through");
    }

    /// <summary>Nobody writes any more, and what waits is taken.</summary>
    public async Task EndAsync()
    {
        await DisposeAsync();
        await Eventually.TrueAsync(() => _bot.Pending == 0, TimeSpan.FromMinutes(2), "nothing waits at Telegram");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _writing;
    }

    private async Task WriteAsync()
    {
        for (var turn = 0; !_stop.IsCancellationRequested; turn++)
        {
            await Task.Delay(Pause);
            if (_bot.Pending >= Waiting)
            {
                continue;
            }

            var (chat, kind) = (1 + (turn * 7 % Chats), Kinds[turn / 3 % Kinds.Length]);
            var content = kind == "callback_query"
                ? $$$"""{"id":"{{{turn}}}","from":{"id":{{{chat}}},"is_bot":false,"first_name":"A"},"message":{"message_id":1,"chat":{"id":{{{chat}}},"type":"private"},"date":1,"text":"x"},"data":"d"}"""
                : $$$"""{"message_id":{{{turn}}},"from":{"id":{{{chat}}},"is_bot":false,"first_name":"A"},"chat":{"id":{{{chat}}},"type":"private"},"date":1,"text":"t"}""";
            lock (_gate)
            {
                // Telegram's webhook queues: a chat's messages and their edits, a user's presses, a chat's memberships.
                var queue = string.Create(
                    CultureInfo.InvariantCulture, $"{chat} {(kind is "callback_query" or "my_chat_member" ? kind : "messages")}");
                _added.Add(new TrafficUpdate(_bot.Add(kind, content)!.Value, chat, queue));
            }
        }
    }
}
