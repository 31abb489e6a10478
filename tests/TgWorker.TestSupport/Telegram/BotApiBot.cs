using System.Globalization;
using System.Text.Json;

namespace TgWorker.TestSupport.Telegram;

/// <summary>A bot on a <see cref="BotApiServer"/>: its updates, its webhook, and whoever asks for updates.</summary>
public sealed class BotApiBot : IDisposable
{
    private static readonly TimeSpan BetweenSets = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly BotApiServerOptions _options;
    private readonly TelegramQueue _updates;
    private readonly UpdatesDesk _desk;
    private readonly List<Delivery> _deliveries = [];
    private readonly List<string> _answers = [];
    private WebhookActor? _webhook;
    private HashSet<string> _allowed = [];
    private long? _setAt;

    internal BotApiBot(string token, int firstId, BotApiServerOptions options)
    {
        (Token, _options) = (token, options);
        _updates = new TelegramQueue(options.Time, firstId);
        _desk = new UpdatesDesk(_updates, _gate, options.Time);
    }

    /// <summary>Its token.</summary>
    public string Token { get; }

    /// <summary>Whether the token is no longer good.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>How many updates are neither delivered nor confirmed.</summary>
    public int Pending => Locked(() => _updates.Count);

    /// <summary>How many updates expired or did not fit.</summary>
    public int Dropped => Locked(() => _updates.Dropped);

    /// <summary>Every try to deliver to the webhook so far.</summary>
    public IReadOnlyList<Delivery> Deliveries => Locked<IReadOnlyList<Delivery>>(() => [.. _deliveries]);

    /// <summary>The bodies of the webhook's good answers that were not empty.</summary>
    public IReadOnlyList<string> Answers => Locked<IReadOnlyList<string>>(() => [.. _answers]);

    /// <summary>The connections to the webhook that are open now.</summary>
    public int Connections => Locked(() => _webhook?.Connections ?? 0);

    /// <summary>How many connections to this webhook were opened.</summary>
    public int ConnectionsOpened => Locked(() => _webhook?.Opened ?? 0);

    /// <summary>Whether somebody waits for updates now.</summary>
    public bool IsPolled => _desk.Waiting > 0;

    /// <summary>The webhook's address; empty when there is none.</summary>
    public string WebhookUrl => Locked(() => _webhook is { IsGone: false } webhook ? webhook.Settings.Url.OriginalString : "");

    /// <summary>The kinds of update that were asked for; empty is the default.</summary>
    public IReadOnlyCollection<string> AllowedUpdates => Locked<IReadOnlyCollection<string>>(() => [.. _allowed]);

    /// <summary>Something happens: an update of the kind, unless the bot does not want it.</summary>
    /// <returns>Its id; null when there is none.</returns>
    public int? Add(string kind, string content)
    {
        PendingUpdate? added;
        lock (_gate)
        {
            var isWanted = _allowed.Count == 0 ? !UpdateTraits.OffByDefault.Contains(kind) : _allowed.Contains(kind);
            added = isWanted ? _updates.Add(kind, content) : null;
            if (added is not null)
            {
                _desk.Wake();
            }
        }

        _webhook?.Loop();
        return added?.Id;
    }

    /// <summary>A message in a chat.</summary>
    public int AddMessage(long chat, string text = "hello") => Add("message", string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"message_id":1,"from":{"id":{{{chat}}},"is_bot":false,"first_name":"A"},"chat":{"id":{{{chat}}},"first_name":"A","type":"private"},"date":1795219800,"text":{{{JsonSerializer.Serialize(text)}}}}"""))!.Value;

    /// <summary>A press of a button in a chat.</summary>
    public int AddCallback(long user, long chat) => Add("callback_query", string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"id":"9007199254740993","from":{"id":{{{user}}},"is_bot":false,"first_name":"A"},"message":{"message_id":1,"chat":{"id":{{{chat}}},"type":"private"},"date":1795219800,"text":"x"},"chat_instance":"1","data":"d"}"""))!.Value;

    /// <summary>From now on ids follow from here, as after a week without updates.</summary>
    public void StartSeriesAt(int id) => Locked(() =>
    {
        _updates.StartSeriesAt(id);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _webhook?.Dispose();
        _desk.Terminate("Conflict: terminated by close request");
    }

    internal Task<ApiAnswer> GetUpdatesAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        if (WebhookUrl.Length > 0)
        {
            return _desk.DelayedAsync(
                UpdatesDesk.Conflict("Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
                    + "webhook first"), cancellationToken);
        }

        Allow(request);
        return _desk.AskAsync(request, cancellationToken);
    }

    internal ApiAnswer SetWebhook(ApiRequest request)
    {
        if (request["url"] is null or "")
        {
            return DeleteWebhook(request);
        }

        var (settings, refusal) = WebhookDesk.Read(request, _options);
        if (settings is null)
        {
            return refusal!;
        }

        WebhookActor actor;
        lock (_gate)
        {
            if (_setAt is { } last && _options.Time.GetElapsedTime(last) < BetweenSets)
            {
                return ApiAnswer.TooMany(1);
            }

            _setAt = _options.Time.GetTimestamp();
            Allow(request);
            DropIfAsked(request);
            if (_webhook is { IsGone: false } old && old.Settings with { Certificate = null } == settings
                && !request.Flag("drop_pending_updates"))
            {
                return ApiAnswer.Ok("true", "Webhook is already set");
            }

            _desk.Terminate("Conflict: terminated by setWebhook request");
            _webhook?.Dispose();
            _webhook = actor = new WebhookActor(settings, _updates, _gate, _options, _deliveries.Add, NoteAnswer);
        }

        actor.Loop();
        return ApiAnswer.Ok("true", "Webhook was set");
    }

    internal ApiAnswer DeleteWebhook(ApiRequest request)
    {
        lock (_gate)
        {
            DropIfAsked(request);
            var was = _webhook is not null;
            _webhook?.Dispose();
            _webhook = null;
            return ApiAnswer.Ok("true", was ? "Webhook was deleted" : "Webhook is already deleted");
        }
    }

    internal ApiAnswer WebhookInfo()
    {
        lock (_gate)
        {
            var info = new Dictionary<string, object?>
            {
                ["url"] = "", ["has_custom_certificate"] = false, ["pending_update_count"] = _updates.Count,
            };
            if (_webhook is { IsGone: false } webhook)
            {
                info["url"] = webhook.Settings.Url.OriginalString;
                info["has_custom_certificate"] = webhook.Settings.Certificate is not null;
                info["max_connections"] = webhook.Settings.MaxConnections;
                info["ip_address"] = webhook.Settings.Address.ToString();
                if (webhook is { LastErrorAt: { } at, LastError: { } text })
                {
                    (info["last_error_date"], info["last_error_message"]) = (at.ToUnixTimeSeconds(), text);
                }
            }

            if (_allowed.Count > 0)
            {
                info["allowed_updates"] = _allowed;
            }

            return ApiAnswer.Ok(JsonSerializer.Serialize(info));
        }
    }

    private void NoteAnswer(string body)
    {
        if (body.Length > 0)
        {
            _answers.Add(body);
        }
    }

    private void DropIfAsked(ApiRequest request)
    {
        if (request.Flag("drop_pending_updates"))
        {
            _updates.Clear();
        }
    }

    // Missing or unreadable leaves what was; unknown names are ignored, all of them unknown is the default.
    private void Allow(ApiRequest request)
    {
        if (request["allowed_updates"] is not { } text)
        {
            return;
        }

        try
        {
            if (JsonElement.Parse(text) is { ValueKind: JsonValueKind.Array } names)
            {
                _allowed = names.EnumerateArray().Select(name => name.ToString()).Where(UpdateTraits.Names.Contains).ToHashSet();
            }
        }
        catch (JsonException)
        {
            // As Telegram: the previous setting stays.
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
