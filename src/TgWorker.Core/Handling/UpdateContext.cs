using TgWorker.Albums;
using TgWorker.Conversations;
using TgWorker.Envelopes;
using TgWorker.Queues;
using TgWorker.Routing;
using TgWorker.Updates;

namespace TgWorker.Handling;

/// <summary>One attempt to handle an update.</summary>
public sealed class UpdateContext
{
    private UpdateView? _view;

    internal UpdateContext(Delivery delivery, int attempt, ILaneMemory? memory = null)
    {
        Delivery = delivery;
        Attempt = attempt;
        Memory = memory;
    }

    /// <summary>The job that carries the update.</summary>
    public Job Job => Delivery.Job;

    /// <summary>The update's JSON, byte for byte as Telegram sent it.</summary>
    public ReadOnlyMemory<byte> Update => Job.Update;

    /// <summary>What the update says, read when it is first asked for.</summary>
    public UpdateView View => _view ??= new UpdateView(Update);

    /// <summary>The bot the update came in for.</summary>
    public string Bot => Job.Bot;

    /// <summary>Telegram's <c>update_id</c>.</summary>
    public long? UpdateId => Job.UpdateId;

    /// <summary>The ordering key: no other update of this lane is handled at the same time.</summary>
    public string Lane => Job.Lane;

    /// <summary>Which try this is, the first one being 1.</summary>
    public int Attempt { get; }

    /// <summary>
    /// The fencing token. It grows with every delivery of the lane: a store that remembers the highest it has seen and
    /// refuses lower ones is safe from a worker that lost its lease without noticing.
    /// </summary>
    public long Fence => Delivery.Fence;

    /// <summary>The services of this attempt: a scope of their own, disposed when it ends. Empty outside of a host.</summary>
    public IServiceProvider Services { get; internal set; } = NoServices.Instance;

    /// <summary>What the route's pattern captured.</summary>
    public RouteValues Values { get; internal set; } = RouteValues.None;

    /// <summary>What the bot remembers of this chat (of the lane: topic or user, where the queue is ordered by them).</summary>
    /// <exception cref="InvalidOperationException">The routes do not say <c>UseState()</c>.</exception>
    public ConversationState ChatState => States.Chat;

    /// <summary>What the bot remembers of this user in this chat. The same user has another state in another chat.</summary>
    /// <exception cref="InvalidOperationException">The routes do not say <c>UseState()</c>, or the update names no user.</exception>
    public ConversationState UserState => States.User ?? throw new InvalidOperationException($"The update ({View.KindName}) names no user.");

    internal Delivery Delivery { get; }

    internal ILaneMemory? Memory { get; }

    internal Conversation? Conversation { get; set; }

    /// <summary>Set for messages of albums, where a route takes albums.</summary>
    internal AlbumTurn? AlbumTurn { get; set; }

    /// <summary>Whether no more messages of an album can come: a test's script is complete.</summary>
    internal bool AlbumsAreWhole { get; init; }

    private Conversation States => Conversation
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
        Effects.OnceAsync(this, key, effect, cancellationToken);
}
