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
        Assert.Equal(("-100500", Trouble.Text), (body.RootElement.GetProperty("chat_id").GetString(), body.RootElement.GetProperty("text").GetString()));
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
    public async Task Tell_NobodyHears_SaysSoWithoutSecretsAndTriesAgain()
    {
        await using var endpoint = LoopbackEndpoint.Answering(403);
        using var notifier = New(new NotifyOptions { Webhook = endpoint.Url("/s3cret") });

        await TellAsync(notifier);
        await TellAsync(notifier);

        Assert.Equal(2, endpoint.Unread);
        Assert.Equal($"Could not tell the webhook (HTTP 403), trying again: {Trouble.Text}", _log.Lines[0]);
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
