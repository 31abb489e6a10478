using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Telegram.Bot;
using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Broadcasts;

/// <summary>Broadcasts of the queue that somebody opens when it is first asked for.</summary>
/// <param name="open">Opens it.</param>
/// <param name="time">Tells when.</param>
/// <param name="clientOf">The bots that upload files; null for none.</param>
/// <param name="loaded">Told how many of an audience are written; null for nobody.</param>
internal sealed class BotBroadcasts(
    Func<CancellationToken, ValueTask<IQueueBroadcasts>> open, TimeProvider time, Func<string, ITelegramBotClient>? clientOf = null,
    Action<long>? loaded = null) : IBroadcasts
{
    public async Task<Broadcast> StartAsync(
        BroadcastPlan plan, IAsyncEnumerable<BroadcastRecipient> audience, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(audience);
        var now = time.GetUtcNow();
        var stored = StoredPlan.Of(plan, now);
        var broadcasts = await open(cancellationToken).ConfigureAwait(false);
        if (FirstUpload.IsIn(plan.Request))
        {
            var bot = (clientOf ?? throw new ArgumentException("Nothing can be uploaded here: give a file_id or a URL.", nameof(plan)))(
                plan.Bot);
            stored = stored with
            {
                Parameters = await FirstUpload.SendAsync(plan.Request, bot, plan.UploadTo!.Value, cancellationToken).ConfigureAwait(false),
            };
        }

        var id = NewId(now);
        try
        {
            var total = await LoadAsync(new AudienceParts(broadcasts, id, stored, now), audience, cancellationToken).ConfigureAwait(false);
            Check(plan, total);

            // The first one first, and in one step: the workers begin the others if this ends here.
            if (await broadcasts.ChangeAsync(id, BroadcastState.Sending, "", time.GetUtcNow(), cancellationToken).ConfigureAwait(false))
            {
                await broadcasts.BeginFamilyAsync(id, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            }
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
        return await broadcasts.FindFamilyAsync(id, cancellationToken).ConfigureAwait(false) is { } found
            ? BroadcastFigures.Of(found, time.GetUtcNow()) : null;
    }

    public async Task<IReadOnlyList<Broadcast>> ListAsync(CancellationToken cancellationToken = default)
    {
        var broadcasts = await open(cancellationToken).ConfigureAwait(false);
        var all = await broadcasts.ListAsync(cancellationToken).ConfigureAwait(false);
        return [.. BroadcastFamily.Of(all).Select(its => BroadcastFigures.Of(its, time.GetUtcNow()))];
    }

    public Task<bool> PauseAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, BroadcastState.Paused, cancellationToken);

    public async Task<bool> ContinueAsync(string id, CancellationToken cancellationToken = default) =>
        await (await open(cancellationToken).ConfigureAwait(false))
            .ContinueFamilyAsync(id, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);

    public Task<bool> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, BroadcastState.Cancelled, cancellationToken);

    public async IAsyncEnumerable<BroadcastMiss> MissesAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var broadcasts = await open(cancellationToken).ConfigureAwait(false);
        foreach (var part in (await broadcasts.FindFamilyAsync(id, cancellationToken).ConfigureAwait(false))?.Parts ?? [])
        {
            await foreach (var miss in broadcasts.MissesAsync(part.Id, cancellationToken).ConfigureAwait(false))
            {
                yield return miss;
            }
        }
    }

    private static void Check(BroadcastPlan plan, long total)
    {
        if (total == 0)
        {
            throw new ArgumentException("The audience is empty.", nameof(total));
        }

        if (plan.IsPaid && BroadcastFigures.Stars(total) > plan.MostStars)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"{total:N0} messages may cost {BroadcastFigures.Stars(total):N1} Stars, and at most {plan.MostStars:N1} were allowed."),
                nameof(plan));
        }
    }

    private async Task<bool> ChangeAsync(string id, BroadcastState to, CancellationToken cancellationToken) =>
        await (await open(cancellationToken).ConfigureAwait(false))
            .ChangeFamilyAsync(id, to, "", time.GetUtcNow(), cancellationToken).ConfigureAwait(false);

    private async Task<long> LoadAsync(
        AudienceParts parts, IAsyncEnumerable<BroadcastRecipient> audience, CancellationToken cancellationToken)
    {
        var seen = new HashSet<long>();
        await foreach (var recipient in audience.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (seen.Add(recipient.Chat) && await parts.AddAsync(recipient, cancellationToken).ConfigureAwait(false))
            {
                loaded?.Invoke(parts.Total);
            }
        }

        await parts.EndAsync(cancellationToken).ConfigureAwait(false);
        loaded?.Invoke(parts.Total);
        return parts.Total;
    }

    // Nothing was sent. Where even that cannot be written, it stays as one that loads, and is deleted in time.
    private async Task GiveUpAsync(IQueueBroadcasts broadcasts, string id, Exception exception)
    {
        try
        {
            var reason = exception is ArgumentException ? exception.Message : "its audience could not be written to the end";
            await broadcasts.ChangeFamilyAsync(id, BroadcastState.Cancelled, reason, time.GetUtcNow(), CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
        }
    }

    private static string NewId(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{now:yyyyMMdd}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}");
}
