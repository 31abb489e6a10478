using TgWorker.Bots.Albums;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;

namespace TgWorker.Bots.Conversations;

/// <summary>What handlers of a bot find in the context, beside what the engine puts there.</summary>
public static class BotContext
{
    extension(UpdateContext context)
    {
        /// <summary>What the route's pattern captured.</summary>
        public RouteValues Values => context.Find<RouteValues>() ?? RouteValues.None;

        /// <summary>What the bot remembers of this chat (of the lane: topic or user, where the queue is ordered by them).</summary>
        /// <exception cref="InvalidOperationException">The routes do not say <c>UseState()</c>.</exception>
        public ConversationState ChatState => context.States.Chat;

        /// <summary>What the bot remembers of this user in this chat. The same user has another state in another chat.</summary>
        /// <exception cref="InvalidOperationException">The routes do not say <c>UseState()</c>, or the update names no user.</exception>
        public ConversationState UserState =>
            context.States.User ?? throw new InvalidOperationException($"The update ({context.View.KindName}) names no user.");

        internal Conversation? Conversation => context.Find<Conversation>();

        /// <summary>Set for messages of albums, where a route takes albums.</summary>
        internal AlbumTurn? AlbumTurn => context.Find<AlbumTurn>();

        /// <summary>Whether no more messages of an album can come: a test's script is complete.</summary>
        internal bool AlbumsAreWhole => context.Find<WholeAlbums>() is not null;

        private Conversation States => context.Conversation
            ?? throw new InvalidOperationException("The state is not there: call UseState() on the routes first.");

        /// <summary>
        /// Runs an effect that must not repeat: once per update and <paramref name="key"/>, however often the update is tried or
        /// delivered again. The key is taken before the effect runs. So an effect during which the process dies is not run again;
        /// one that throws is, at the next try.
        /// </summary>
        /// <param name="key">Names the effect within the update.</param>
        /// <param name="effect">The effect.</param>
        /// <param name="cancellationToken">Cancels the effect.</param>
        /// <returns>Whether it ran now.</returns>
        /// <exception cref="InvalidOperationException">The queue cannot remember.</exception>
        public ValueTask<bool> OnceAsync(string key, Func<CancellationToken, Task> effect, CancellationToken cancellationToken = default) =>
            Effects.OnceAsync(context, key, effect, cancellationToken);
    }
}
