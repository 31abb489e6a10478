using System.Text.Json;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Notifying;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;
using TgWorker.Tests.Handlers;

namespace TgWorker.Tests.Notifying;

public sealed class NotifierTests : IQuietTimes
{
    private static readonly Notice Trouble = new("long_wait", "orders", "Queue orders: the oldest update has waited for 61 s; 7 wait", 61);

    private readonly FakeTime _time = new();
    private readonly LinesLog<Notifier> _log = new();
    private readonly Dictionary<string, DateTimeOffset> _quietUntil = [];

    [Fact]
    public async Task Tell_ByWebhook_PostsJson()
    {
        await using var endpoint = LoopbackEndpoint.Answering(200);
        using var notifier = New(new NotifyOptions { Webhook = endpoint.Url("/hook?key=s3cret") });

        await TellAsync(notifier);

        var request = await Eventually.DoneAsync(endpoint.NextAsync());
        using var body = JsonDocument.Parse(request.Body);
        Assert.StartsWith("POST /hook?key=s3cret ", request.RequestLine, StringComparison.Ordinal);
        Assert.Equal(
            ["long_wait", "orders", Trouble.Text, "61", "2025-01-01T00:00:00+00:00"],
            new[] { "event", "queue", "text", "value", "at" }.Select(name => body.RootElement.GetProperty(name).ToString()));
    }

    [Fact]
    public async Task Tell_ByTelegram_SendsAMessage()
    {
        await using var api = LoopbackEndpoint.Answering(200);
        using var notifier = New(new NotifyOptions { TelegramApi = api.Url(""), TelegramToken = "123:ABC", TelegramChat = "-100500" });

        await TellAsync(notifier);

        var request = await Eventually.DoneAsync(api.NextAsync());
        using var body = JsonDocument.Parse(request.Body);
        Assert.StartsWith("POST /bot123:ABC/sendMessage ", request.RequestLine, StringComparison.Ordinal);
        Assert.Equal(("-100500", Trouble.Text),
            (body.RootElement.GetProperty("chat_id").GetString(), body.RootElement.GetProperty("text").GetString()));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("ABC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tell_WithinTheQuietTime_IsQuietForEveryWorker()
    {
        await using var endpoint = LoopbackEndpoint.Answering(204);
        using var one = New(new NotifyOptions { Webhook = endpoint.Url(), QuietTime = TimeSpan.FromMinutes(10) });
        using var other = New(new NotifyOptions { Webhook = endpoint.Url(), QuietTime = TimeSpan.FromMinutes(10) });

        await TellAsync(one);
        await TellAsync(other);
        _time.Advance(TimeSpan.FromMinutes(9.9));
        await TellAsync(one);
        Assert.Equal(1, endpoint.Unread);

        await one.TellAsync(Trouble with { Event = "failed_jobs" }, this, default);
        Assert.Equal(2, endpoint.Unread);

        _time.Advance(TimeSpan.FromMinutes(0.1));
        await TellAsync(other);
        Assert.Equal(3, endpoint.Unread);
    }

    [Fact]
    public async Task Tell_NobodyHears_SaysSoWithoutSecretsAndTriesAgainLaterAndLater()
    {
        await using var endpoint = LoopbackEndpoint.Answering(403);
        using var notifier = New(new NotifyOptions { Webhook = endpoint.Url("/s3cret"), QuietTime = TimeSpan.FromSeconds(60) });
        var tries = new List<int>();
        for (var second = 0; second < 300; second++)
        {
            await TellAsync(notifier);
            if (endpoint.Unread > tries.Count)
            {
                tries.Add(second);
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 10, 30, 70, 130, 190, 250], tries);
        Assert.Equal($"Could not notify the webhook (HTTP 403); the next try is in 10 s at the earliest: {Trouble.Text}", _log.Lines[0]);
    }

    [Fact]
    public async Task Tell_ReceiverAsksToBeLeftAlone_IsLeftAloneSoLong()
    {
        await using var endpoint = LoopbackEndpoint.Answering(429, "Retry-After: 45");
        using var notifier = New(new NotifyOptions { Webhook = endpoint.Url() });

        await TellAsync(notifier);
        _time.Advance(TimeSpan.FromSeconds(44.9));
        await TellAsync(notifier);
        Assert.Equal(1, endpoint.Unread);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await TellAsync(notifier);

        Assert.Equal(2, endpoint.Unread);
    }

    [Fact]
    public async Task Tell_OneReceiverIsDead_TheOtherHearsAtOnce()
    {
        await using var dead = LoopbackEndpoint.Answering(500);
        await using var api = LoopbackEndpoint.Answering(200);
        using var notifier = New(
            new NotifyOptions { Webhook = dead.Url(), TelegramApi = api.Url(""), TelegramToken = "123:ABC", TelegramChat = "5" });

        await TellAsync(notifier);
        await notifier.TellAsync(Trouble with { Event = "failed_jobs" }, this, default);

        Assert.Equal((1, 2), (dead.Unread, api.Unread));
    }

    [Fact]
    public async Task Tell_AllClear_IsToldBesideItsTroubleAndOnce()
    {
        await using var endpoint = LoopbackEndpoint.Answering(200);
        using var notifier = New(new NotifyOptions { Webhook = endpoint.Url() });
        var clear = new Notice("all_clear", "orders", "Queue orders: all clear", 61) { Ended = "long_wait" };

        await TellAsync(notifier);
        await notifier.TellAsync(clear, this, default);
        await notifier.TellAsync(clear, this, default);
        await notifier.TellAsync(clear with { Ended = "failed_jobs" }, this, default);

        Assert.Equal(3, endpoint.Unread);
        await endpoint.NextAsync();
        using var body = JsonDocument.Parse((await endpoint.NextAsync()).Body);
        Assert.Equal(("all_clear", "long_wait"),
            (body.RootElement.GetProperty("event").GetString(), body.RootElement.GetProperty("ended").GetString()));
    }

    Task<bool> IQuietTimes.BeginAsync(string topic, TimeSpan length, CancellationToken cancellationToken)
    {
        if (_quietUntil.TryGetValue(topic, out var until) && _time.GetUtcNow() < until)
        {
            return Task.FromResult(false);
        }

        _quietUntil[topic] = _time.GetUtcNow() + length;
        return Task.FromResult(true);
    }

    Task IQuietTimes.EndAsync(string topic, CancellationToken cancellationToken)
    {
        _quietUntil.Remove(topic);
        return Task.CompletedTask;
    }

    private Notifier New(NotifyOptions options) => new(options, _time, _log);

    private Task TellAsync(Notifier notifier) => notifier.TellAsync(Trouble, this, default);
}
