using TgWorker.Core.Operating;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Operations;

/// <summary>Who did what, as a list that is cut at its end.</summary>
internal sealed class RedisAuditTrail(RedisConnection connection, QueueKeys keys) : IAuditTrail
{
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) => connection.TransactAsync(transaction => Task.WhenAll(
        transaction.ListLeftPushAsync(keys.Audit, AuditText.Write(entry)),
        transaction.ListTrimAsync(keys.Audit, 0, IAuditTrail.Most - 1)));

    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(int most, CancellationToken cancellationToken) =>
        [.. (await connection.RangeAsync(keys.Audit, 0, most - 1).ConfigureAwait(false))
            .Select(line => AuditText.Read((string)line!)).OfType<AuditEntry>()];
}
