using StackExchange.Redis;
using TgWorker.Core.Queues;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Settings with which a worker would sort the queue otherwise than its workers do; it would not be let in.</summary>
internal sealed class SettingsCheck : ICheck
{
    public string Name => "settings";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var settings = new SharedSettings(
            examination.Reader, examination.Options.Key, examination.Options.Take.ToString().ToLowerInvariant());
        var names = Array.ConvertAll(settings.Names, static name => (RedisValue)name);
        var kept = await examination.Connection.ReadFieldsAsync(examination.Keys.Settings, names).ConfigureAwait(false);
        if (settings.Difference(Array.ConvertAll(kept, static value => (string?)value), "this command") is { } difference)
        {
            yield return new Finding(
                Name, examination.Options.Name,
                $"it {difference}: a worker with these settings does not join while others work or chats have jobs",
                "give all replicas the same; to change it, stop all workers, run: tgworker drain, and start them with the new one")
            { IsNote = true };
        }
    }
}
