using TgWorker.Bots.Conversations;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>The conversation's state, for handlers.</summary>
public static class StateContext
{
    extension(UpdateContext context)
    {
        /// <summary>What the bot remembers about this chat (or about the topic or user, if the queue is ordered by these).</summary>
        /// <exception cref="InvalidOperationException">The routes do not call <c>UseState()</c>.</exception>
        public ConversationState ChatState => Find(context).Chat;

        /// <summary>What the bot remembers about this user in this chat. The same user has a different state in each chat.</summary>
        /// <exception cref="InvalidOperationException">The routes do not call <c>UseState()</c>, or the update names no user.</exception>
        public ConversationState UserState =>
            Find(context).User ?? throw new InvalidOperationException($"The update ({context.View.KindName}) names no user.");
    }

    private static Conversation Find(UpdateContext context) => context.Find<Conversation>()
        ?? throw new InvalidOperationException("The state is not there: call UseState() on the routes first.");
}
