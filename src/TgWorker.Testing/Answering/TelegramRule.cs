using System.Net;
using System.Text.Json;

namespace TgWorker.Testing;

/// <summary>
/// What Telegram answers to some calls in a test, step by step. Each step serves one call; the last one serves every further call if it is
/// <see cref="Always"/>. If several rules apply, single steps come first, in the order in which the rules were added; of the rules for all
/// further calls, the newest serves. If none applies, Telegram answers as usual.
/// </summary>
public sealed class TelegramRule
{
    private readonly Func<TelegramCall, bool> _applies;
    private readonly List<Func<TelegramCall, CancellationToken, Task<HttpResponseMessage>>> _steps = [];
    private bool _always;
    private int _next;

    internal TelegramRule(Func<TelegramCall, bool> applies) => _applies = applies;

    /// <summary>How many calls the rule has served.</summary>
    public int Served { get; private set; }

    /// <summary>The next call succeeds with this result: anything that System.Text.Json can write.</summary>
    public TelegramRule Answer(object? result) => Answer(_ => result);

    /// <summary>The next call succeeds with the result of a function.</summary>
    public TelegramRule Answer(Func<TelegramCall, object?> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Step((call, _) => Task.FromResult(TelegramAnswer.Ok(JsonSerializer.SerializeToNode(result(call)))));
    }

    /// <summary>The next call is refused, as Telegram refuses calls.</summary>
    /// <param name="code">The <c>error_code</c>, such as 429.</param>
    /// <param name="description">The description.</param>
    /// <param name="retryAfter">Seconds to wait, for a 429.</param>
    /// <param name="migrateToChatId">The supergroup that the group has become.</param>
    public TelegramRule Refuse(int code, string description, int? retryAfter = null, long? migrateToChatId = null) =>
        Step((_, _) => Task.FromResult(TelegramAnswer.Refusal(code, description, retryAfter, migrateToChatId)));

    /// <summary>The next call fails with a 403: the user has blocked the bot.</summary>
    public TelegramRule Blocked() => Refuse(403, "Forbidden: bot was blocked by the user");

    /// <summary>The connection breaks during the next call.</summary>
    public TelegramRule Break() => Step((_, _) => throw new HttpRequestException("The connection was closed by the test."));

    /// <summary>A gateway in front of Telegram answers the next call, with an HTML page.</summary>
    public TelegramRule Gateway(HttpStatusCode status = HttpStatusCode.BadGateway) =>
        Step((_, _) => Task.FromResult(
            new HttpResponseMessage(status) { Content = new StringContent("<html>") { Headers = { ContentType = new("text/html") } } }));

    /// <summary>The next call is never answered; it ends when it is cancelled.</summary>
    public TelegramRule Hang() => Step(async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        throw new OperationCanceledException(cancellationToken);
    });

    /// <summary>The last step serves all further calls, not only one.</summary>
    public TelegramRule Always()
    {
        _always = true;
        return this;
    }

    /// <summary>Whether the rule has a single step for a call, not only the step for all further calls.</summary>
    internal bool HasStepFor(TelegramCall call) => _next < _steps.Count - (_always ? 1 : 0) && _applies(call);

    /// <summary>Whether the rule's last step is for all further calls, and the call is one of them.</summary>
    internal bool ServesAlways(TelegramCall call) => _always && _steps.Count > 0 && _applies(call);

    internal Func<TelegramCall, CancellationToken, Task<HttpResponseMessage>> TakeStep()
    {
        Served++;
        return _steps[Math.Min(_next++, _steps.Count - 1)];
    }

    private TelegramRule Step(Func<TelegramCall, CancellationToken, Task<HttpResponseMessage>> step)
    {
        _steps.Add(step);
        return this;
    }
}
