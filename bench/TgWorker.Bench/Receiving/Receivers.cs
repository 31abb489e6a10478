using System.Globalization;
using TgWorker.Measuring.Queues;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Bench.Receiving;

/// <summary>Starts what receives, each a process of its own.</summary>
internal static class Receivers
{
    /// <summary><c>tgworker receive</c>.</summary>
    public static async Task<(WorkerProcess Process, int Port)> StartAsync(ThrowAwayQueue queue, string redis)
    {
        var process = WorkerProcess.Start(
            "receive", "--redis", redis, "--prefix", queue.Options.Prefix, "--queue", queue.Options.Name, "--any-bot", "--secret-token",
            WebhookClient.Secret, "--listen", "http://127.0.0.1:0");
        await process.WaitForOutputAsync("accepts updates");
        return (process, PortIn(await process.WaitForOutputAsync("Receiving webhooks on ")));
    }

    /// <summary>The endpoint that it is compared with.</summary>
    public static async Task<(WorkerProcess Process, int Port)> StartBareAsync(ThrowAwayQueue queue)
    {
        var process = WorkerProcess.Start(new WorkerProcessOptions
        {
            Program = typeof(BareEndpoint).Assembly.Location,
            Arguments = [BareEndpoint.Verb, $"{queue.Address.Host}:{queue.Address.Port}", queue.Options.Key],
        });
        return (process, PortIn(await process.WaitForOutputAsync(BareEndpoint.Ready)));
    }

    // Of the first address in a line: http://127.0.0.1:4711, …
    private static int PortIn(string line)
    {
        const string address = "http://127.0.0.1:";
        var digits = line[(line.IndexOf(address, StringComparison.Ordinal) + address.Length)..].TakeWhile(char.IsAsciiDigit);
        return int.Parse(string.Concat(digits), CultureInfo.InvariantCulture);
    }
}
