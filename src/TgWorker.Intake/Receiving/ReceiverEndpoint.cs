using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using TgWorker.Core.Queues;
using TgWorker.Intake.Accepting;

namespace TgWorker.Intake.Receiving;

/// <summary>
/// Takes one update: who, whether they may, whether the queue can, the body, the queue's word, 200. An error is answered only for a request
/// that is none of Telegram's, or when no update at all can be taken; never for what an update is.
/// </summary>
internal sealed class ReceiverEndpoint
{
    /// <summary>The header with which Telegram proves itself.</summary>
    public const string SecretHeader = "X-Telegram-Bot-Api-Secret-Token";

    /// <summary>A request with this header asks whether an update would be taken, and brings none. The answer has it too.</summary>
    public const string ProbeHeader = "X-TgWorker-Probe";

    private const string Source = "receiver";
    private const int ShortestRetry = 1;
    private const int LongestRetry = 5;

    private readonly ReceiverOptions _options;
    private readonly BotDirectory _bots;
    private readonly ReceiverState _state;
    private readonly OrderedLine _line;
    private readonly EntryWriter _writer;
    private readonly RefusalLog _refusals;
    private readonly IntakeTally _tally;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<IPNetwork> _allowed;
    private readonly IReadOnlyList<IPNetwork> _proxies;

    public ReceiverEndpoint(
        IOptions<ReceiverOptions> options, BotDirectory bots, ReceiverState state, OrderedLine line, RefusalLog refusals,
        IntakeTally tally, TimeProvider time)
    {
        (_options, _bots, _state, _line) = (options.Value, bots, state, line);
        (_refusals, _tally, _time) = (refusals, tally, time);
        _writer = new EntryWriter(_options.Shape, time);
        _allowed = TelegramNetworks.Of(_options.AllowFrom);
        _proxies = TelegramNetworks.Of(_options.KnownProxies);
    }

    public async Task HandleAsync(HttpContext context)
    {
        _state.Enter();
        try
        {
            await AnswerAsync(context).ConfigureAwait(false);
        }
        finally
        {
            _state.Exit();
        }
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.PathBase;
        var name = WebhookPath.ReadBot(Target(context), path.HasValue ? path + _options.Path : _options.Path);
        if (name is null || _bots.Find(name) is not { } bot)
        {
            return Refuse(context, StatusCodes.Status404NotFound, "unknown_bot", name, BotDirectory.AnyLabel);
        }

        if (_allowed.Count > 0 && !IsAllowed(context))
        {
            return Refuse(context, StatusCodes.Status403Forbidden, "address", name, bot.Label);
        }

        // Before the body is read: strangers cost nothing.
        if (!bot.Secrets.Accept(Secret(context)))
        {
            return Refuse(context, StatusCodes.Status401Unauthorized, "secret", name, bot.Label);
        }

        var refusal = _state.Refusal;
        if (context.Request.Headers.ContainsKey(ProbeHeader))
        {
            return AnswerProbe(context, bot, refusal);
        }

        return refusal is null ? TakeAsync(context, bot, name) : ComeAgain(context, bot);
    }

    private async Task TakeAsync(HttpContext context, ReceiverBot bot, string name)
    {
        // The limit is ours: a request that is too large is cut, not refused.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        ReceivedUpdate update;
        try
        {
            // Without RequestAborted: reading ends by itself when the sender has gone, and a cancelled one makes the server stumble.
            update = await BodyReader.ReadAsync(
                context.Request.BodyReader, _options.MaxBody, (body, isCut) => Read(bot, body, isCut), CancellationToken.None)
                    .ConfigureAwait(false);
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException or OperationCanceledException)
        {
            // Everyday. Left to the server, each would be an error in the log with its stack, without a bound. It cannot go on after a body
            // that it could not read, and what is aborted, Telegram sends again.
            context.Abort();
            await Refuse(context, StatusCodes.Status400BadRequest, "incomplete", name, bot.Label).ConfigureAwait(false);
            return;
        }

        var started = _time.GetTimestamp();
        try
        {
            await _line.PushAsync(bot.Name, update.UpdateId, update.Entry).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            await ComeAgain(context, bot).ConfigureAwait(false);
            return;
        }

        _tally.Accepted(Source, bot.Label, 1, update.Length, _time.GetElapsedTime(started), update.Entry.PushedAt);
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentLength = 0;
    }

    private ReceivedUpdate Read(ReceiverBot bot, ReadOnlySpan<byte> body, bool isCut)
    {
        var id = _line.NeedsIds || IntakeMetrics.Odd.Enabled ? UpdateIdReader.Read(body) : null;
        if (isCut || (id is null && IntakeMetrics.Odd.Enabled))
        {
            IntakeMetrics.Odd.Add(1, new KeyValuePair<string, object?>(IntakeTags.Reason, isCut ? "too_large" : "unreadable"));
        }

        return new ReceivedUpdate(id, body.Length, _writer.Write(bot.Name, body));
    }

    private Task Refuse(HttpContext context, int status, string reason, string? bot, string label)
    {
        _refusals.Note(reason, bot, label, context.Connection.RemoteIpAddress?.ToString() ?? "a Unix socket");
        MarkProbe(context);
        return Answer(context, status);
    }

    private Task AnswerProbe(HttpContext context, ReceiverBot bot, string? refusal)
    {
        MarkProbe(context);
        return refusal is null ? Answer(context, StatusCodes.Status200OK) : ComeAgain(context, bot);
    }

    // Telegram comes again after so many seconds instead of up to two minutes; not all its queues at once.
    private Task ComeAgain(HttpContext context, ReceiverBot bot)
    {
        _tally.Refused(bot.Label, "unavailable");
        context.Response.Headers.RetryAfter = Random.Shared.Next(ShortestRetry, LongestRetry + 1).ToString(CultureInfo.InvariantCulture);
        return Answer(context, StatusCodes.Status503ServiceUnavailable);
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    private static void MarkProbe(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey(ProbeHeader))
        {
            context.Response.Headers[ProbeHeader] = "1";
        }
    }

    private static string? Secret(HttpContext context) =>
        context.Request.Headers.TryGetValue(SecretHeader, out var sent) && sent.Count == 1 ? sent[0] : null;

    // As it was sent: the server's own path has lost the difference between %2F and %252F.
    private static string Target(HttpContext context) =>
        context.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw
            : context.Request.PathBase + context.Request.Path;

    private bool IsAllowed(HttpContext context) =>
        ClientAddress.Of(context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-For"], IsProxy) is { } client
            && _allowed.Any(network => network.Contains(client));

    private bool IsProxy(IPAddress address) => _proxies.Any(network => network.Contains(address));
}
