using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using TgWorker.Bots;

namespace EchoBot;

/// <summary>
/// Middleware: a user who sends more than so many messages a minute to this worker waits, without using up tries
/// (<c>EchoBot:PerMinute</c>, 0 is no limit). Counted per worker: replicas each allow as many.
/// </summary>
public sealed class UserRateLimit(IConfiguration configuration, TimeProvider time) : IUpdateMiddleware
{
    private readonly int _perMinute = configuration.GetValue("EchoBot:PerMinute", 0);
    private readonly ConcurrentDictionary<(long User, long Minute), int> _counts = new();

    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate inner, CancellationToken cancellationToken)
    {
        if (_perMinute == 0 || context.View.UserId is not { } user)
        {
            return inner(context, cancellationToken);
        }

        var now = time.GetUtcNow();
        var minute = now.ToUnixTimeSeconds() / 60;
        foreach (var key in _counts.Keys.Where(key => key.Minute < minute))
        {
            _counts.TryRemove(key, out _);
        }

        return _counts.AddOrUpdate((user, minute), 1, (_, count) => count + 1) <= _perMinute
            ? inner(context, cancellationToken)
            : new(UpdateOutcome.Wait(DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60) - now, $"User {user} sends too much."));
    }
}
