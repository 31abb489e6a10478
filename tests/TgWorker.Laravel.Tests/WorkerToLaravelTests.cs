using System.Net;
using System.Text.Json;
using TgWorker.TestSupport.Waiting;
using Xunit;

namespace TgWorker.Laravel.Tests;

/// <summary>What tgworker puts on the queue, Laravel's own worker handles.</summary>
public sealed class WorkerToLaravelTests
{
    [Fact]
    public async Task Push_Files_AreReadByPhpAsTheyWere()
    {
        await using var bench = await Bench.StartAsync();
        var updates = Bench.RealUpdates();
        await PushAsync(bench, updates, "--bot", "a/b");

        var entries = await bench.Laravel.UnserializeAsync(await bench.ListAsync());

        Assert.All(entries, entry =>
            Assert.Equal(("App\\Jobs\\ProcessTelegramUpdate", "a/b", true), (entry.Class, entry.Bot, entry.Again)));
        Assert.Equal(updates, entries.Select(entry => entry.Update));
        var results = await bench.Laravel.WorkAsync();
        Assert.Equal(updates, results.Select(result => result.Handled!));
    }

    [Fact]
    public async Task Drain_UnfinishedJobs_AreHandledByLaravelInOrder()
    {
        await using var bench = await Bench.StartAsync();
        const int Chats = 4;
        var updates = Bench.Updates(Chats, each: 6);
        await bench.Laravel.PushAsync("main", updates[..12]);
        await PushAsync(bench, updates[12..]);
        bench.Endpoint.Answer = HttpStatusCode.InternalServerError;
        await using (var worker = bench.Work("--backoff", "3600"))
        {
            await Eventually.EqualAsync(Chats, () => Task.FromResult(bench.Endpoint.Received.Count));
            await Eventually.EqualAsync(0, async () => (await bench.ListAsync()).Length);
            worker.Terminate();
            Assert.Equal(0, await worker.WaitForExitAsync());
        }

        Assert.Contains($"{updates.Length} jobs put back", await bench.RunAsync("drain"), StringComparison.Ordinal);

        var results = await bench.Laravel.WorkAsync();
        Assert.All(results, result => Assert.Equal((null, 1), (result.Failed, result.Attempts)));
        Assert.Equal(ByChat(updates), ByChat(results.Select(result => result.Handled!)));
    }

    [Fact]
    public async Task RetryFailed_AndDrain_LaravelRunsTheSamePayload()
    {
        await using var bench = await Bench.StartAsync();
        var updates = Bench.Updates(chats: 2, each: 1);
        await bench.Laravel.PushAsync("main", updates[..1]);
        await PushAsync(bench, updates[1..]);
        var pushed = await bench.ListAsync();
        bench.Endpoint.Answer = HttpStatusCode.InternalServerError;
        await using (var worker = bench.Work("--tries", "1", "--stop-when-empty"))
        {
            Assert.Equal(0, await worker.WaitForExitAsync());
        }

        await bench.RunAsync("failed", "retry", "all");
        await bench.RunAsync("drain");

        Assert.Equal(LaravelToWorkerTests.Sorted(pushed), LaravelToWorkerTests.Sorted(await bench.ListAsync()));
        var results = await bench.Laravel.WorkAsync();
        Assert.Equal(LaravelToWorkerTests.Sorted(updates), LaravelToWorkerTests.Sorted(results.Select(result => result.Handled!)));
    }

    private static async Task PushAsync(Bench bench, IReadOnlyList<byte[]> updates, params string[] options)
    {
        var directory = Directory.CreateTempSubdirectory("tgworker-push-");
        try
        {
            var files = new List<string>();
            foreach (var update in updates)
            {
                files.Add(Path.Combine(directory.FullName, $"{files.Count}.json"));
                await File.WriteAllBytesAsync(files[^1], update);
            }

            await bench.RunAsync(["push", .. files, .. options]);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> ByChat(IEnumerable<byte[]> updates) => updates
        .Select(update => JsonDocument.Parse(update).RootElement)
        .GroupBy(update => update.GetProperty("message").GetProperty("chat").GetProperty("id").GetInt64(), update =>
            update.GetProperty("update_id").GetInt64())
        .OrderBy(chat => chat.Key)
        .Select(chat => $"{chat.Key}: {string.Join(' ', chat)}");
}
