using System.Text.Json;
using TgWorker.Bots.Remembering;
using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Albums;

/// <summary>One attempt's dealings with the albums of its lane: what is remembered of them, and what the attempt changes in it.</summary>
internal sealed class AlbumTurn : IRemembered
{
    /// <summary>How long it is remembered which messages were handed over. As long as update ids are, by default.</summary>
    private static readonly TimeSpan RememberFor = TimeSpan.FromHours(24);

    private const string WaitName = "album:wait";
    private const string HandedName = "album:handed";
    private const string LeftName = "album:left";

    // How far behind the head an album's messages are looked for: those of other users may stand between.
    private const int Window = 20;

    // What was handed over and has not had its turn yet stands within the window. The rest of these was finished since.
    private const int MostNames = 64;

    private readonly UpdateContext _context;
    private readonly ILaneMemory _memory;
    private readonly string _name;
    private readonly AlbumWait? _wait;
    private readonly string[] _handed;
    private readonly string[] _left;
    private string[] _members = [];
    private bool _isGiven;
    private bool _isWritten;

    private AlbumTurn(UpdateContext context, ILaneMemory memory, IReadOnlyList<string?> stored)
    {
        _context = context;
        _memory = memory;
        _name = Name(context.Job);
        _wait = AlbumWait.Read(stored[0]) is { } wait && wait.Head == _name ? wait : null;
        _handed = ReadNames(stored[1]);
        _left = ReadNames(stored[2]);
    }

    /// <summary>
    /// Whether the message was handed over with another of its album, or a worker died after it had handed this one over.
    /// </summary>
    public bool IsHandedOver => _handed.Contains(_name, StringComparer.Ordinal);

    /// <summary>Whether the handlers of albums left this one to the other routes, message by message.</summary>
    public bool IsLeft => _left.Contains(_name, StringComparer.Ordinal);

    /// <summary>The album, once it is whole.</summary>
    public Album? Album { get; private set; }

    public TimeSpan KeepFor => RememberFor;

    public static async ValueTask<AlbumTurn> ReadAsync(UpdateContext context, CancellationToken cancellationToken)
    {
        var memory = context.Memory ?? throw new InvalidOperationException("This queue cannot remember, so it cannot gather albums.");
        return new AlbumTurn(context, memory,
            await memory.RecallAsync(context.Delivery, [WaitName, HandedName, LeftName], cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Looks for the messages of the album.</summary>
    /// <returns>Null when it is whole; else how long to wait before the next look.</returns>
    public async ValueTask<UpdateOutcome?> GatherAsync(TimeSpan quiet, TimeProvider time, CancellationToken cancellationToken)
    {
        var behind = await _memory.PeekAsync(_context.Delivery, Window, cancellationToken).ConfigureAwait(false);
        List<(Job Job, UpdateView View)> members = [(_context.Job, _context.View)];
        members.AddRange(behind.Select(job => (Job: job, View: new UpdateView(job.Update))).Where(IsMember).Take(Album.Largest - 1));
        if (members.Count < Album.Largest && _context.Find<WholeAlbums>() is null)
        {
            var now = time.GetUtcNow();
            var newest = members.TrueForAll(member => member.Job.PushedAt is not null) ? members.Max(member => member.Job.PushedAt) : null;
            var wait = _wait?.Look(members.Count, newest, now) ?? AlbumWait.Begin(_name, members.Count, now);
            if (wait.Rest(quiet, now) is var rest && rest > TimeSpan.Zero)
            {
                return wait == _wait || await _memory.RememberAsync(
                    _context.Delivery, [new(WaitName, wait.Write())], RememberFor, cancellationToken).ConfigureAwait(false)
                    ? UpdateOutcome.Wait(rest, "More messages of the album may come.")
                    : AlbumRoute.LostLane;
            }
        }

        _members = [.. members.Select(member => Name(member.Job))];
        Album = new Album(_context.View.MediaGroupId!, members.Select(member => (member.View, member.Job.Update)));
        return null;
    }

    /// <summary>A handler is about to be given the album.</summary>
    public void Give() => _isGiven = true;

    /// <summary>The handler did not want it: its messages are handled one by one.</summary>
    public void Leave() => _isGiven = false;

    public IReadOnlyList<KeyValuePair<string, string?>> Changes() => Album is null || _isWritten ? []
        : _isGiven ? [new(HandedName, WriteNames([.. _handed, .. _members])), new(WaitName, null)]
        : _members.Length == 1 ? []
        : [new(LeftName, WriteNames([.. _left, .. _members[1..]])), new(WaitName, null)];

    public void NoteWritten() => _isWritten = true;

    /// <summary>Writes the changes, where the conversation's state has not taken them along.</summary>
    /// <returns>False when the lane is with another worker: nothing was written.</returns>
    public async ValueTask<bool> WriteAsync(CancellationToken cancellationToken) =>
        Changes() is not { Count: > 0 } changes
            || await _memory.RememberAsync(_context.Delivery, changes, RememberFor, cancellationToken).ConfigureAwait(false);

    private bool IsMember((Job Job, UpdateView View) other) => other.View.IsInAlbum && other.View.Kind == _context.View.Kind
        && other.View.MediaGroupId == _context.View.MediaGroupId && !_handed.Contains(Name(other.Job), StringComparer.Ordinal);

    // The update, not the job: Telegram's repetition of a message that was handed over is the same message.
    private static string Name(Job job) => job.UpdateId is { } id ? JobName.OfUpdate(id) : JobName.Of(job);

    private static string[] ReadNames(string? text) => text is null ? [] : JsonSerializer.Deserialize<string[]>(text)!;

    private static string WriteNames(string[] names) => JsonSerializer.Serialize(names[Math.Max(0, names.Length - MostNames)..]);
}
