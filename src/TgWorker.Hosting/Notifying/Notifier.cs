using System.Globalization;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;

namespace TgWorker.Hosting.Notifying;

/// <summary>Tells of trouble: one worker of all, and then none of them for the quiet time.</summary>
internal sealed partial class Notifier : IDisposable
{
    private static readonly TimeSpan SendingTime = TimeSpan.FromSeconds(10);

    private readonly NotifyOptions _options;
    private readonly ILogger<Notifier> _logger;
    private readonly List<SenderState> _senders = [];
    // No activity: a span would show the secret in the URL.
    private readonly HttpClient _client =
        new(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false }) { Timeout = SendingTime };

    public Notifier(NotifyOptions options, TimeProvider time, ILogger<Notifier> logger)
    {
        _options = options;
        _logger = logger;
        if (options.Webhook is { } webhook)
        {
            _senders.Add(new SenderState(new WebhookSender(webhook, time), options.QuietTime, time));
        }

        if (options.TelegramToken is not null)
        {
            _senders.Add(new SenderState(new TelegramSender(options), options.QuietTime, time));
        }
    }

    /// <summary>
    /// Tells it, unless it was told within the quiet time. Whoever cannot be reached is left alone for a while, longer each time.
    /// </summary>
    public async Task TellAsync(Notice notice, IQuietTimes quietTimes, CancellationToken cancellationToken)
    {
        foreach (var state in _senders.Where(state => state.IsDue))
        {
            var topic = $"{notice.Event}{(notice.Ended is null ? "" : ":" + notice.Ended)}:{state.Sender.GetType().Name}";
            if (!await quietTimes.BeginAsync(topic, _options.QuietTime, cancellationToken))
            {
                continue;
            }

            var (problem, askedFor) = await SendAsync(state.Sender, notice, cancellationToken);
            if (problem is null)
            {
                state.Heard();
                LogTold(state.Sender.Name, notice.Text);
            }
            else
            {
                var wait = state.NotHeard(askedFor);
                LogUnheard(state.Sender.Name, problem, (long)wait.TotalSeconds, notice.Text);
                await quietTimes.EndAsync(topic, cancellationToken);
            }
        }
    }

    /// <summary>Tries every way there is, whatever was told before.</summary>
    /// <returns>What each is called, and what went wrong; null where it was heard.</returns>
    public async Task<IReadOnlyList<(string Name, string? Problem)>> TryAsync(Notice notice, CancellationToken cancellationToken)
    {
        var tried = new List<(string, string?)>();
        foreach (var state in _senders)
        {
            tried.Add((state.Sender.Name, (await SendAsync(state.Sender, notice, cancellationToken)).Problem));
        }

        return tried;
    }

    public void Dispose() => _client.Dispose();

    /// <returns>What went wrong; null when it was sent; and how long the other side asks to be left alone.</returns>
    private async Task<(string? Problem, TimeSpan? AskedFor)> SendAsync(
        INoticeSender sender, Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            using var request = sender.Request(notice);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? default
                : (string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}"), response.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException exception)
        {
            // Not its message, which may quote the URL.
            return (exception.HttpRequestError.ToString(), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ("no answer in time", null);
        }
    }

    [LoggerMessage(560, LogLevel.Information, "Notified {Sender}: {Notice}")]
    private partial void LogTold(string sender, string notice);

    [LoggerMessage(561, LogLevel.Warning, "Could not notify {Sender} ({Problem}); the next try is in {Seconds} s at the earliest: {Notice}")]
    private partial void LogUnheard(string sender, string problem, long seconds, string notice);
}
