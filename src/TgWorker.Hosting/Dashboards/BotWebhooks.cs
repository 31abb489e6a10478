using TgWorker.Dashboard.Pages.Intake;
using TgWorker.Dashboard.Showing;
using TgWorker.Hosting.Configuration;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Webhooks;

namespace TgWorker.Hosting.Dashboards;

/// <summary>
/// Asks Telegram about the webhooks of the bots that have a token here, of the first ones where they are many: once in half a minute
/// however many look, never when nobody does.
/// </summary>
internal sealed class BotWebhooks : IBotWebhooks, IDisposable
{
    private const int Most = 20;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IReadOnlyList<IntakeBot> _bots;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http = BotApiCaller.CreateHttp();
    private readonly SemaphoreSlim _asking = new(1);
    private readonly Dictionary<string, (TimeSpan At, WebhookInfo Info)> _before = new(StringComparer.Ordinal);
    private readonly long _since;
    private IReadOnlyList<BotWebhook>? _last;
    private long _askedAt;

    public BotWebhooks(TgWorkerOptions options, TimeProvider time)
    {
        _time = time;
        _since = time.GetTimestamp();
        _bots = [.. options.Bots.OrderBy(bot => bot.Key, StringComparer.Ordinal).Take(Most)
            .Select(bot => new IntakeBot(bot.Key, bot.Value.Token, bot.Value.BaseUrl, bot.Value.UseTestEnvironment))];
        Names = _bots.GroupBy(bot => bot.Id, StringComparer.Ordinal)
            .ToDictionary(bot => bot.Key, bot => bot.First().Name, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, string> Names { get; }

    public async Task<IReadOnlyList<BotWebhook>> ReadAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_last is null || _time.GetElapsedTime(_askedAt) > Freshness)
            {
                _last = await Task.WhenAll(_bots.Select(bot => AskAsync(bot, cancellationToken)));
                _askedAt = _time.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _asking.Dispose();
    }

    // A page does not wait longer for Telegram than people do for a page.
    private async Task<BotWebhook> AskAsync(IntakeBot bot, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var info = await new WebhookApi(new BotApiCaller(_http, bot, _time), _time).GetAsync(either.Token);
            return Of(bot, info);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BotWebhook(bot.Name, bot.Id) { Remarks = [new(TroubleLevel.Warn, "Telegram does not answer in time", "")] };
        }
        catch (Exception e) when (WebhookRefusal.Of(e, bot) is { } finding)
        {
            return new BotWebhook(bot.Name, bot.Id) { Remarks = [Of(finding)] };
        }
    }

    private BotWebhook Of(IntakeBot bot, WebhookInfo info)
    {
        var now = (At: _time.GetElapsedTime(_since), Info: info);
        double perSecond;
        lock (_before)
        {
            perSecond = _before.TryGetValue(bot.Name, out var before) ? WebhookJudge.PerSecond([before, now]) : 0;
            _before[bot.Name] = now;
        }

        return new BotWebhook(bot.Name, bot.Id)
        {
            Url = info.Url.Length == 0 ? "" : WebhookWish.Shown(info.Url),
            Pending = info.Pending,
            Remarks = [.. WebhookJudge.Now(info, perSecond, _time.GetUtcNow()).OrderByDescending(finding => finding.Level).Select(Of)],
        };
    }

    private static WebhookRemark Of(WebhookFinding finding) => new(
        finding.Level switch { FindingLevel.Error => TroubleLevel.Bad, FindingLevel.Warning => TroubleLevel.Warn, _ => null },
        finding.Seen, finding.Advice);
}
