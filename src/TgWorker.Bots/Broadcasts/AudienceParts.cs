using TgWorker.Core.Broadcasts;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Broadcasts;

/// <summary>Writes an audience page by page, where there are hours each time zone's to a part of its own.</summary>
/// <param name="broadcasts">Where.</param>
/// <param name="id">The broadcast.</param>
/// <param name="plan">Its plan.</param>
/// <param name="now">When it is started.</param>
internal sealed class AudienceParts(IQueueBroadcasts broadcasts, string id, StoredPlan plan, DateTimeOffset now)
{
    private readonly Dictionary<string, Part> _byZone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Part> _byRules = new(StringComparer.Ordinal);

    /// <summary>How many are written.</summary>
    public long Total { get; private set; }

    /// <summary>Adds a recipient.</summary>
    /// <returns>Whether a page was written.</returns>
    /// <exception cref="ArgumentException">Their time zone makes no sense.</exception>
    public async Task<bool> AddAsync(BroadcastRecipient recipient, CancellationToken cancellationToken)
    {
        var part = await PartOfAsync(recipient, cancellationToken).ConfigureAwait(false);
        part.Page.Add(recipient);
        if (part.Page.Count < BroadcastPages.Size)
        {
            return false;
        }

        await WriteAsync(part, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Writes what is left.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        foreach (var part in _byRules.Values.Where(part => part.Page.Count > 0))
        {
            await WriteAsync(part, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(Part part, CancellationToken cancellationToken)
    {
        part.Total += part.Page.Count;
        Total += part.Page.Count;
        if (!await broadcasts.AddAsync(part.Id, part.Pages++, RecipientPage.Write(part.Page), part.Total, cancellationToken)
            .ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The broadcast {id} was called off while its audience was written.");
        }

        part.Page.Clear();
    }

    private async Task<Part> PartOfAsync(BroadcastRecipient recipient, CancellationToken cancellationToken)
    {
        var zone = ZoneOf(recipient);
        if (_byZone.TryGetValue(zone, out var part))
        {
            return part;
        }

        // Hundreds of zones have a few dozen sets of rules between them.
        var rules = plan.HoursText is null ? "" : TimeZoneRules.Of(zone, now);
        if (!_byRules.TryGetValue(rules, out part))
        {
            _byRules[rules] = part = new Part(BroadcastFamily.IdOf(id, _byRules.Count + 1));
            var stored = new StoredBroadcast(part.Id, (plan with { TimeZone = zone }).Write(), BroadcastState.Loading)
            {
                Created = now, Changed = now,
            };
            await broadcasts.CreateAsync(stored, cancellationToken).ConfigureAwait(false);
        }

        return _byZone[zone] = part;
    }

    private string ZoneOf(BroadcastRecipient recipient)
    {
        if (recipient.TimeZone is not { } zone)
        {
            return plan.TimeZone ?? "";
        }

        if (plan.HoursText is null)
        {
            throw new ArgumentException(
                $"Recipient {recipient.Chat} has a time zone, and the plan no hours that are by it: give both, or none.",
                nameof(recipient));
        }

        return BroadcastHours.IsZone(zone) ? zone : throw new ArgumentException(
            $"'{zone}' of recipient {recipient.Chat} is not a time zone that this machine knows: give an IANA id such as Europe/Berlin.",
            nameof(recipient));
    }

    private sealed class Part(string id)
    {
        public string Id { get; } = id;

        public List<BroadcastRecipient> Page { get; } = [];

        public long Pages { get; set; }

        public long Total { get; set; }
    }
}
