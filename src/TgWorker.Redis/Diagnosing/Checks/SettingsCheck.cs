using TgWorker.Redis.Keys;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Settings with which a worker would sort the queue otherwise than its workers do; it would not be let in.</summary>
internal sealed class SettingsCheck : ICheck
{
    public string Name => "settings";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var settings = new SharedSettings(examination.Reader, examination.Options.Key, examination.Options.Take);
        var kept = await examination.Connection.ReadFieldsAsync(examination.Keys.Settings, settings.Names).ConfigureAwait(false);
        if (settings.Difference(kept, "this command") is { } difference)
        {
            yield return new Finding(
                Name, examination.Options.Name,
                $"it {difference}: a worker with these settings does not join while others work or chats have jobs",
                "give all replicas the same; to change it, stop all workers, run: tgworker drain, and start them with the new one")
            { IsNote = true };
        }
    }
}
