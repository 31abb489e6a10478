using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Broadcasts;

/// <summary>Broadcasts of the queue that somebody opens when it is first asked for.</summary>
/// <param name="open">Opens it.</param>
/// <param name="time">Tells when.</param>
/// <param name="loaded">Told how many of an audience are written; null for nobody.</param>
internal sealed class BotBroadcasts(
    Func<CancellationToken, ValueTask<IQueueBroadcasts>> open, TimeProvider time, Action<long>? loaded = null) : IBroadcasts
{
    private const string Continued = "continued";

    public async Task<Broadcast> StartAsync(
        BroadcastPlan plan, IAsyncEnumerable<BroadcastRecipient> audience, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var now = time.GetUtcNow();
        var stored = StoredPlan.Of(plan, now);
        var broadcasts = await open(cancellationToken).ConfigureAwait(false);
        var id = NewId(now);
        await broadcasts.CreateAsync(
            new StoredBroadcast(id, stored.Write(), BroadcastState.Loading) { Created = now, Changed = now }, cancellationToken)
                .ConfigureAwait(false);
        try
        {
            if (await LoadAsync(broadcasts, id, audience, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw new ArgumentException("The audience is empty.", nameof(audience));
            }

            await broadcasts.ChangeAsync(id, BroadcastState.Sending, "", time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await GiveUpAsync(broadcasts, id, e).ConfigureAwait(false);
            throw;
        }

        return (await FindAsync(id, cancellationToken).ConfigureAwait(false))!;
    }

    public Task<Broadcast> StartAsync(BroadcastPlan plan, IAsyncEnumerable<long> audience, CancellationToken cancellationToken = default) =>
        StartAsync(plan, audience.Select(chat => new BroadcastRecipient(chat)), cancellationToken);

    public async Task<Broadcast?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        var broadcasts = await open(cancellationToken).ConfigureAwait(false);
        return await broadcasts.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } found ? Show(found) : null;
    }

    public async Task<IReadOnlyList<Broadcast>> ListAsync(CancellationToken cancellationToken = default)
    {
        var broadcasts = await open(cancellationToken).ConfigureAwait(false);
        return [.. (await broadcasts.ListAsync(cancellationToken).ConfigureAwait(false)).Select(Show)];
    }

    public Task<bool> PauseAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, BroadcastState.Paused, cancellationToken);

    public async Task<bool> ContinueAsync(string id, CancellationToken cancellationToken = default)
    {
        var broadcasts = await open(cancellationToken).ConfigureAwait(false);

        // One that still loads is continued by whoever loads it.
        return (await broadcasts.FindAsync(id, cancellationToken).ConfigureAwait(false))?.State == BroadcastState.Paused
            && await broadcasts.ChangeAsync(id, BroadcastState.Sending, Continued, time.GetUtcNow(), cancellationToken)
                .ConfigureAwait(false);
    }

    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, BroadcastState.Cancelled, cancellationToken);

    public async IAsyncEnumerable<BroadcastMiss> MissesAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var broadcasts = await open(cancellationToken).ConfigureAwait(false);
        await foreach (var miss in broadcasts.MissesAsync(id, cancellationToken).ConfigureAwait(false))
        {
            yield return miss;
        }
    }

    private async Task<bool> ChangeAsync(string id, BroadcastState to, CancellationToken cancellationToken) =>
        await (await open(cancellationToken).ConfigureAwait(false)).ChangeAsync(id, to, "", time.GetUtcNow(), cancellationToken)
            .ConfigureAwait(false);

    private async Task<long> LoadAsync(
        IQueueBroadcasts broadcasts, string id, IAsyncEnumerable<BroadcastRecipient> audience, CancellationToken cancellationToken)
    {
        var seen = new HashSet<long>();
        var (page, total) = (0L, 0L);
        await foreach (var recipients in audience.Where(recipient => seen.Add(recipient.Chat)).Chunk(BroadcastPages.Size)
            .WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            total += recipients.Length;
            if (!await broadcasts.AddAsync(id, page++, RecipientPage.Write(recipients), total, cancellationToken).ConfigureAwait(false))
            {
                throw new InvalidOperationException($"The broadcast {id} was called off while its audience was written.");
            }

            loaded?.Invoke(total);
        }

        return total;
    }

    // Nothing was sent. Where even that cannot be written, it stays as one that loads, and is deleted in time.
    private async Task GiveUpAsync(IQueueBroadcasts broadcasts, string id, Exception exception)
    {
        try
        {
            var reason = exception is ArgumentException ? exception.Message : "its audience could not be written to the end";
            await broadcasts.ChangeAsync(id, BroadcastState.Cancelled, reason, time.GetUtcNow(), CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
        }
    }

    private static string NewId(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{now:yyyyMMdd}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");

    private static Broadcast Show(StoredBroadcast stored)
    {
        var plan = StoredPlan.Read(stored.Plan);
        var isSent = stored.State == BroadcastState.Sending;
        return new Broadcast
        {
            Id = stored.Id, Title = plan.Title, Bot = plan.Bot, Method = plan.Method, State = stored.State, Reason = stored.Reason,
            Created = stored.Created, Changed = stored.Changed, Total = stored.Total, Sent = stored.Sent, Gone = stored.Gone,
            Failed = stored.Failed, Skipped = stored.Skipped, InLanes = stored.InLanes, Left = stored.Left,
            Rate = isSent ? stored.Pace.Rate : 0, Remaining = isSent ? stored.Pace.TimeFor(stored.Left) : null,
            NotBefore = plan.NotBefore, Until = plan.Until, Hours = plan.Hours, Priority = plan.Priority, IsPaid = plan.IsPaid,
        };
    }
}
