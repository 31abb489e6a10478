using TgWorker.Proof.Staging;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Soak;

/// <summary>Replicas that would sort the queue otherwise than it is sorted: they are refused, and change nothing.</summary>
internal sealed class SettingsFaults(Stage stage)
{
    // A wrong configuration.
    private const int Refused = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>All there are.</summary>
    public IEnumerable<(string Name, Func<Task> Do)> All =>
    [
        ("replica with another --order-by", () => StartAsync(["--order-by", "user"], [])),
        ("replica that takes the other end", () => StartAsync([], new() { ["TGWORKER_Queue__Take"] = "tail" })),
        ("replica with an APP_KEY", () => StartAsync([], new() { ["TGWORKER_Laravel__AppKey"] = "0123456789abcdef" })),
    ];

    private async Task StartAsync(string[] settings, Dictionary<string, string?> environment)
    {
        var before = await SettingsAsync();
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", .. stage.Fleet.Queue, "--forward-to", stage.Oracle.AddressFor("refused"), .. settings],
            Environment = environment,
        });
        var code = await worker.WaitForExitAsync(Patience);
        var said = string.Join('\n', worker.Output.Concat(worker.Errors));
        if (code != Refused || !said.Contains("does not join", StringComparison.Ordinal) || await SettingsAsync() != before)
        {
            throw new InvalidOperationException(
                $"A replica with {string.Join(' ', settings.Concat(environment.Keys))} was let in: {code}\n{said}");
        }
    }

    private async Task<string> SettingsAsync() => string.Join(
        ' ', (await stage.Queue.Database.HashGetAllAsync(stage.Queue.Key + ":settings")).Select(field => field.ToString()).Order());
}
