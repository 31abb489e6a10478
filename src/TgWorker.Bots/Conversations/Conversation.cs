using System.Globalization;
using TgWorker.Bots.Remembering;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Conversations;

/// <summary>The states of one attempt, as read before it and written after it.</summary>
internal sealed class Conversation : IConversationSteps
{
    private const string ChatName = "chat";
    private const string AppliedName = "applied";

    private readonly UpdateContext _context;
    private readonly ILaneMemory _memory;
    private readonly string? _userName;

    private Conversation(UpdateContext context, ILaneMemory memory, string? userName, IReadOnlyList<string?> stored)
    {
        _context = context;
        _memory = memory;
        _userName = userName;
        IsApplied = stored[0] == JobName.Of(context.Job);
        Chat = new ConversationState(stored[1]);
        User = userName is null ? null : new ConversationState(stored[2]);
    }

    /// <summary>Whether this very update's changes are in what was read: a worker died after it had written them.</summary>
    public bool IsApplied { get; }

    public ConversationState Chat { get; }

    public ConversationState? User { get; }

    public string? ChatStep => Chat.Step;

    public string? UserStep => User?.Step;

    public static async ValueTask<Conversation> ReadAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        var memory = context.Memory ?? throw new InvalidOperationException("This queue cannot remember, so there is no state.");
        var user = context.View.UserId is { } id ? string.Create(CultureInfo.InvariantCulture, $"user:{id}") : null;
        string[] names = user is null ? [AppliedName, ChatName] : [AppliedName, ChatName, user];
        return new Conversation(context, memory, user,
            await memory.RecallAsync(context.Delivery, names, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Writes what changed, and that this update has changed it.</summary>
    /// <returns>False when the lane is with another worker: nothing was written.</returns>
    public async ValueTask<bool> WriteAsync(TimeSpan keepFor, CancellationToken cancellationToken)
    {
        var beside = _context.Find<IRemembered>();
        var taken = beside?.Changes() ?? [];
        if (!Chat.IsChanged && User is not { IsChanged: true } && taken.Count == 0)
        {
            return true;
        }

        var changes = new List<KeyValuePair<string, string?>>(3) { new(AppliedName, JobName.Of(_context.Job)) };
        if (Chat.IsChanged)
        {
            changes.Add(new(ChatName, Chat.Stored));
        }

        if (User is { IsChanged: true })
        {
            changes.Add(new(_userName!, User.Stored));
        }

        if (taken.Count > 0)
        {
            // One step: an album that counts as handed over has changed the state as well.
            changes.AddRange(taken);
            keepFor = keepFor > beside!.KeepFor ? keepFor : beside.KeepFor;
        }

        var isWritten = await _memory.RememberAsync(_context.Delivery, changes, keepFor, cancellationToken).ConfigureAwait(false);
        if (isWritten)
        {
            beside?.NoteWritten();
        }

        return isWritten;
    }
}
