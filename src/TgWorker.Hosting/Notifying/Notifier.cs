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
    private readonly List<INoticeSender> _senders = [];
    // No activity: a span would show the secret in the URL.
    private readonly HttpClient _client = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false }) { Timeout = SendingTime };

    public Notifier(NotifyOptions options, TimeProvider time, ILogger<Notifier> logger)
    {
        _options = options;
        _logger = logger;
        if (options.Webhook is { } webhook)
        {
            _senders.Add(new WebhookSender(webhook, time));
        }

        if (options.TelegramToken is not null)
        {
            _senders.Add(new TelegramSender(options));
        }
    }

    /// <summary>Tells it, unless it was told within the quiet time.</summary>
    public async Task TellAsync(Notice notice, IQuietTimes quietTimes, CancellationToken cancellationToken)
    {
        foreach (var sender in _senders)
        {
            var topic = $"{notice.Event}:{sender.GetType().Name}";
            if (await quietTimes.BeginAsync(topic, _options.QuietTime, cancellationToken)
                && await SendAsync(sender, notice, cancellationToken) is { } problem)
            {
                LogUnheard(sender.Name, problem, notice.Text);
                await quietTimes.EndAsync(topic, cancellationToken);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    /// <returns>What went wrong; null when it was sent.</returns>
    private async Task<string?> SendAsync(INoticeSender sender, Notice notice, CancellationToken cancellationToken)
    {
        try
        {
            using var request = sender.Request(notice);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                LogTold(sender.Name, notice.Text);
                return null;
            }

            return string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}");
        }
        catch (HttpRequestException exception)
        {
            // Not its message, which may quote the URL.
            return exception.HttpRequestError.ToString();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }

    [LoggerMessage(560, LogLevel.Information, "Told {Sender}: {Notice}")]
    private partial void LogTold(string sender, string notice);

    [LoggerMessage(561, LogLevel.Warning, "Could not tell {Sender} ({Problem}), trying again: {Notice}")]
    private partial void LogUnheard(string sender, string problem, string notice);
}
