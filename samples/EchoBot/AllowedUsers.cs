using Microsoft.Extensions.Configuration;
using TgWorker.Bots;

namespace EchoBot;

/// <summary>
/// Middleware: only these users may use the bot (<c>EchoBot:Users</c>, their ids with commas between; without it everybody may).
/// What others send, and what names no user, is finished unanswered.
/// </summary>
public sealed class AllowedUsers(IConfiguration configuration) : IUpdateMiddleware
{
    private readonly HashSet<long> _users = Read(configuration["EchoBot:Users"]);

    public ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate inner, CancellationToken cancellationToken) =>
        _users.Count == 0 || (context.View.UserId is { } user && _users.Contains(user))
            ? inner(context, cancellationToken)
            : new(UpdateOutcome.Handled);

    private static HashSet<long> Read(string? users)
    {
        var ids = new HashSet<long>();
        foreach (var text in (users ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A list that was not understood must not let everybody in.
            ids.Add(long.TryParse(text, out var id) ? id
                : throw new FormatException($"EchoBot:Users: '{text}' is no user id: give numbers with commas between."));
        }

        return ids;
    }
}
