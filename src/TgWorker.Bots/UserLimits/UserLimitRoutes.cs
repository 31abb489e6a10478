using TgWorker.Bots.Conversations;
using TgWorker.Bots.Routing;
using TgWorker.Bots.UserLimits;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots;

/// <summary>Limits how many updates of a user are handled.</summary>
public static class UserLimitRoutes
{
    /// <summary>
    /// Handles so many updates of a user in a chat in a time, counted from the first; what is more is finished unhandled. The count stands
    /// in the user's state, so it is exact over all replicas and restarts. Timers are not counted. Needs <c>UseState()</c> before it.
    /// </summary>
    /// <param name="routes">The root of the routes, or a group, of whose routes each update counts for itself.</param>
    /// <param name="updates">How many, 1 or more.</param>
    /// <param name="per">The time, above zero.</param>
    /// <param name="tooMany">Called once in that time, with the first update that is too many: to ask for patience, say.</param>
    public static UpdateRoutes UseUserLimit(
        this UpdateRoutes routes, int updates, TimeSpan per, Func<UpdateContext, CancellationToken, Task>? tooMany = null)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var written = $"UseUserLimit({updates}, {Writing.Literal(per)})";
        var fault = updates < 1 ? "it lets nothing through: give 1 or more"
            : per <= TimeSpan.Zero ? "it counts in no time: give more than zero"
            : !routes.Register.UsesState ? "the counts are kept in the user's state: call UseState() before it"
            : null;
        if (fault is not null)
        {
            routes.Register.Faults.Add($"{written}: {fault}");
            return routes;
        }

        var name = $"{ConversationState.KeptPrefix}limit{routes.Register.UserLimits++}";
        return routes.Use((context, next, cancellationToken) => HandleAsync(context, next, cancellationToken));

        async ValueTask<UpdateOutcome> HandleAsync(UpdateContext context, UpdateDelegate next, CancellationToken cancellationToken)
        {
            if (context.View.Kind == UpdateKind.Timer || context.Find<Conversation>()?.User is not { } user)
            {
                return await next(context, cancellationToken).ConfigureAwait(false);
            }

            var time = (TimeProvider?)context.Services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
            var counted = UserCount.Next(user.Get<UserCount>(name), time.GetUtcNow().ToUnixTimeMilliseconds(), per);
            if (counted.Updates <= updates + 1)
            {
                // From there on nothing is written: a flood costs no more than reading.
                user.Set(name, counted);
            }

            if (counted.Updates <= updates)
            {
                return await next(context, cancellationToken).ConfigureAwait(false);
            }

            if (counted.Updates == updates + 1 && tooMany is not null)
            {
                await tooMany(context, cancellationToken).ConfigureAwait(false);
            }

            return UpdateOutcome.Handled;
        }
    }
}
