using System.Text.Json;
using System.Text.Json.Nodes;
using StackExchange.Redis;
using TgWorker.Redis.Connecting;

namespace TgWorker.Redis.Horizon;

/// <summary>
/// Tells a failed job what became of the retry that Horizon's dashboard made of it: the entry of <c>retried_by</c> with the
/// retry's id changes from pending to completed or failed.
/// </summary>
internal sealed class HorizonRetries(RedisConnection connection, HorizonKeys keys)
{
    private const string Field = "retried_by";

    public async Task UpdateAsync(IEnumerable<HorizonRecord> records)
    {
        foreach (var record in records)
        {
            if (record.IsDone && record.Job.RetryOf is { } parent && HorizonKeys.MayName(parent))
            {
                await UpdateAsync(keys.Job(parent), record).ConfigureAwait(false);
            }
        }
    }

    private async Task UpdateAsync(RedisKey parent, HorizonRecord record)
    {
        var text = (string?)await connection.ExecuteAsync("HGET", parent, Field).ConfigureAwait(false);
        if (text is null || Parse(text) is not { } retries)
        {
            return;
        }

        foreach (var retry in retries.OfType<JsonObject>())
        {
            if (retry["id"] is JsonValue id && id.GetValueKind() == JsonValueKind.String && id.GetValue<string>() == record.Id)
            {
                retry["status"] = record.Kind == HorizonEventKind.Failed ? "failed" : "completed";
            }
        }

        await connection.ExecuteAsync("HSET", parent, Field, retries.ToJsonString()).ConfigureAwait(false);
    }

    private static JsonArray? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonArray;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
