using System.Collections.Concurrent;
using System.Globalization;
using Telegram.Bot.Requests;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Outbox;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Queues;
using TgWorker.TestSupport.Telegram;

namespace TgWorker.Bots.Tests.Sending;

/// <summary>Who asks, is notified and gets a broadcast, and what Telegram saw of it when; times are from the start.</summary>
internal sealed class FleetRun
{
    /// <summary>Below it are chats in which much is asked at once.</summary>
    public const long FirstOthers = 1_000;

    /// <summary>From here on chats get a broadcast, and never write themselves.</summary>
    public const long FirstOfBroadcast = 1_000_000;

    /// <summary>From here on chats are notified.</summary>
    public const long FirstNotified = 2_000_000;

    private readonly BotStage _stage;
    private readonly QueueOutbox _outbox;
    private readonly ConcurrentDictionary<string, TimeSpan> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<(TimeSpan Asked, TimeSpan Took, int Bulk, bool IsHot)> _answers = new();
    private readonly ConcurrentDictionary<string, int> _bulkBefore = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, bool> _refused = new();
    private readonly Dictionary<long, (TimeSpan First, List<string> Texts)> _expected = [];
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private int _question;

    public FleetRun(BotStage stage, MessageLimits limits)
    {
        _stage = stage;
        _outbox = QueueOutbox.Of(_ => new(stage.Queue), TimeProvider.System);
        Floods = new MessageFloods(limits with { IsBulk = chat => chat >= FirstOfBroadcast }, TimeProvider.System);
        Broadcasts = new BotBroadcasts(_ => new(((IUpdateQueue)stage.Queue).Broadcasts!), TimeProvider.System);
        stage.Telegram.Answer = (call, turn) => Task.FromResult(Answer(call, turn));
    }

    public MessageFloods Floods { get; }

    public IBroadcasts Broadcasts { get; }

    public TimeSpan Now => TimeProvider.System.GetElapsedTime(_start);

    /// <summary>
    /// Of each question that was answered: when it was asked, how long it took, how much of bulk came meanwhile, whether in a hot chat.
    /// </summary>
    public IReadOnlyCollection<(TimeSpan Asked, TimeSpan Took, int Bulk, bool IsHot)> Answers => _answers;

    /// <summary>Of each chat: from when on it may get something, and what.</summary>
    public IReadOnlyDictionary<long, (TimeSpan First, List<string> Texts)> Expected => _expected;

    /// <summary>Whether Telegram refused a call.</summary>
    public bool IsRefused(int turn) => _refused.ContainsKey(turn);

    /// <summary>Somebody writes, and is to get the same back.</summary>
    public Task AskAsync(long chat)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"q{++_question}");
        _bulkBefore[text] = Floods.Bulk;
        _open[text] = Expect(chat, text);
        return _stage.PushAsync("message", string.Create(CultureInfo.InvariantCulture,
            $$"""{"message_id":1,"from":{"id":{{Math.Abs(chat)}},"is_bot":false,"first_name":"Al"},"chat":{"id":{{chat}},"type":"{{(chat < 0 ? "group" : "private")}}"},"date":1795219800,"text":"{{text}}"}"""));
    }

    /// <summary>Chats are notified from outside of the bot.</summary>
    public async Task NotifyAsync(int count)
    {
        for (var chat = FirstNotified; chat < FirstNotified + count; chat++)
        {
            Expect(chat, "news");
            await _outbox.SendAsync("main", chat, new SendMessageRequest { ChatId = chat, Text = "news" });
        }
    }

    /// <summary>Starts a broadcast.</summary>
    public Task<Broadcast> BroadcastAsync(int count) => Broadcasts.StartAsync(
        new BroadcastPlan { Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "Hi {name}" } },
        Enumerable.Range(0, count).Select(i =>
        {
            Expect(FirstOfBroadcast + i, $"Hi u{i}");
            return new BroadcastRecipient(FirstOfBroadcast + i) { Values = new Dictionary<string, string> { ["name"] = $"u{i}" } };
        }).ToAsyncEnumerable());

    private TimeSpan Expect(long chat, string text)
    {
        if (!_expected.TryGetValue(chat, out var its))
        {
            _expected[chat] = its = (Now, []);
        }

        its.Texts.Add(text);
        return Now;
    }

    private (int Status, string Body)? Answer(BotApiCall call, int turn)
    {
        if (Floods.Refuse(call) is { } refused)
        {
            _refused[turn] = true;
            return (refused.Status, refused.Body);
        }

        if (call.Text is { } text && _open.TryRemove(text, out var asked))
        {
            _answers.Enqueue((asked, Now - asked, Floods.Bulk - _bulkBefore[text], Math.Abs(call.ChatId!.Value) < FirstOthers));
        }

        return null;
    }
}
