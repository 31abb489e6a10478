using System.Text.Json;
using System.Text.Json.Nodes;
using TgWorker.Testing.Answering;

namespace TgWorker.Testing;

/// <summary>
/// Telegram in a test. It keeps the calls and answers them as the test says. Otherwise it answers as Telegram would: with a message that
/// holds what was sent, with <c>true</c>, or with the smallest value of the method's type. The answers fit Telegram.Bot for every method of
/// the Bot API.
/// </summary>
public sealed class FakeTelegram : HttpMessageHandler
{
    internal static readonly Uri Address = new("http://telegram.test");

    private readonly Lock _gate = new();
    private readonly List<TelegramCall> _calls = [];
    private readonly List<TelegramRule> _rules = [];
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly UsualAnswer _usual;
    private HandledUpdate? _current;

    internal FakeTelegram(TimeProvider time) => _usual = new UsualAnswer(time);

    /// <summary>All calls so far.</summary>
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

    /// <summary>Adds a rule that answers calls of a method.</summary>
    /// <param name="method">The method, such as <c>sendMessage</c>; upper and lower case are the same.</param>
    /// <param name="when">Which calls of the method; null for all.</param>
    public TelegramRule On(string method, Func<TelegramCall, bool>? when = null) =>
        On(call => string.Equals(call.Method, method, StringComparison.OrdinalIgnoreCase) && when?.Invoke(call) != false);

    /// <summary>Adds a rule that answers calls of any method.</summary>
    public TelegramRule On(Func<TelegramCall, bool> when)
    {
        ArgumentNullException.ThrowIfNull(when);
        var rule = new TelegramRule(when);
        lock (_gate)
        {
            _rules.Add(rule);
        }

        return rule;
    }

    /// <summary>Answers all calls of a method with this result.</summary>
    public TelegramRule Answer(string method, object? result) => On(method).Answer(result).Always();

    /// <summary>Refuses the next call of a method, as Telegram does.</summary>
    /// <inheritdoc cref="TelegramRule.Refuse"/>
    public TelegramRule Refuse(string method, int code, string description, int? retryAfter = null, long? migrateToChatId = null) =>
        On(method).Refuse(code, description, retryAfter, migrateToChatId);

    /// <summary>Adds a file that the bot can download.</summary>
    public void AddFile(string fileId, byte[] content)
    {
        lock (_gate)
        {
            _files[fileId] = content;
        }
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
        if (path[0] == "file")
        {
            return new HttpResponseMessage { Content = new ByteArrayContent(FileAt(Uri.UnescapeDataString(path[^1]))) };
        }

        var call = new TelegramCall(
            path[0]["bot".Length..], path[^1], await ReadAsync(request.Content, cancellationToken).ConfigureAwait(false));
        var step = Note(call);
        return step is null ? TelegramAnswer.Ok(_usual.To(call)) : await step(call, cancellationToken).ConfigureAwait(false);
    }

    private Func<TelegramCall, CancellationToken, Task<HttpResponseMessage>>? Note(TelegramCall call)
    {
        lock (_gate)
        {
            _calls.Add(call);
            _current?.Calls.Add(call);
            return (_rules.Find(rule => rule.HasStepFor(call)) ?? _rules.FindLast(rule => rule.ServesAlways(call)))?.TakeStep();
        }
    }

    private byte[] FileAt(string fileId)
    {
        lock (_gate)
        {
            return _files.GetValueOrDefault(fileId, []);
        }
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
            fields[disposition?.Name?.Trim('"') ?? ""] = disposition?.FileName?.Trim('"')
                ?? await part.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        }

        return JsonSerializer.SerializeToElement(fields);
    }
}
