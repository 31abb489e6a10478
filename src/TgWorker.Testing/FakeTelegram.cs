using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TgWorker.Testing;

/// <summary>Telegram in a test: keeps what it is asked and answers as it was told, else <c>true</c> or a message for what sends one.</summary>
public sealed class FakeTelegram : HttpMessageHandler
{
    internal static readonly Uri Address = new("http://telegram.test");

    private readonly Lock _gate = new();
    private readonly List<TelegramCall> _calls = [];
    private readonly Dictionary<string, Queue<(HttpStatusCode Status, string Body)>> _answers = new(StringComparer.Ordinal);
    private HandledUpdate? _current;
    private int _messages;

    /// <summary>All that was asked so far.</summary>
    public IReadOnlyList<TelegramCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Answers the next call of a method with this result.</summary>
    public void Answer(string method, object result) => Enqueue(method, HttpStatusCode.OK, new { ok = true, result });

    /// <summary>Refuses the next call of a method, as Telegram does.</summary>
    /// <param name="method">The method.</param>
    /// <param name="code">The <c>error_code</c>, such as 429.</param>
    /// <param name="description">The description.</param>
    /// <param name="retryAfter">Seconds to wait, for a 429.</param>
    /// <param name="migrateToChatId">The supergroup that the group has become.</param>
    public void Refuse(string method, int code, string description, int? retryAfter = null, long? migrateToChatId = null)
    {
        var parameters = new JsonObject();
        if (retryAfter is { } seconds)
        {
            parameters["retry_after"] = seconds;
        }

        if (migrateToChatId is { } chat)
        {
            parameters["migrate_to_chat_id"] = chat;
        }

        Enqueue(method, (HttpStatusCode)code, new { ok = false, error_code = code, description, parameters });
    }

    internal void Begin(HandledUpdate update)
    {
        lock (_gate)
        {
            _current = update;
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var path = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var call = new TelegramCall(path[0]["bot".Length..], path[^1], await ReadAsync(request.Content, cancellationToken).ConfigureAwait(false));
        (HttpStatusCode Status, string Body) answer;
        lock (_gate)
        {
            _calls.Add(call);
            _current?.Calls.Add(call);
            answer = _answers.TryGetValue(call.Method, out var told) && told.TryDequeue(out var next) ? next : (HttpStatusCode.OK, Usual(call));
        }

        return new HttpResponseMessage(answer.Status) { Content = new StringContent(answer.Body, Encoding.UTF8, "application/json") };
    }

    private static async Task<JsonElement> ReadAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is not MultipartFormDataContent form)
        {
            var body = content is null ? [] : await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return body.Length == 0 ? default : JsonElement.Parse(body);
        }

        // A call that uploads files: a file is told by its name, all else is text.
        var fields = new JsonObject();
        foreach (var part in form)
        {
            var disposition = part.Headers.ContentDisposition;
            fields[disposition?.Name?.Trim('"') ?? ""] = disposition?.FileName?.Trim('"') ?? await part.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        }

        return JsonSerializer.SerializeToElement(fields);
    }

    private string Usual(TelegramCall call) => call.Method.StartsWith("send", StringComparison.Ordinal)
        ? JsonSerializer.Serialize(new { ok = true, result = new { message_id = ++_messages, chat = new { id = call.ChatId }, text = call.Text } })
        : JsonSerializer.Serialize(new { ok = true, result = true });

    private void Enqueue(string method, HttpStatusCode status, object body)
    {
        lock (_gate)
        {
            if (!_answers.TryGetValue(method, out var told))
            {
                _answers.Add(method, told = new());
            }

            told.Enqueue((status, JsonSerializer.Serialize(body)));
        }
    }
}
