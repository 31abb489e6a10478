using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Staging;
using TgWorker.TestSupport;
using Xunit;

namespace TgWorker.Proof.Tests.EndToEnd;

public class TgookFixtureTests
{
    private static readonly string[] Unreadable = ["50_empty_body", "51_invalid_json", "52_not_json"];

    [Fact]
    public async Task RealEntries_PushedAsTheyAre_ArriveByteForByteOrAreFailedJobs()
    {
        await using var stage = await Stage.SetAsync();
        var arrivals = new ConcurrentBag<Arrival>();
        stage.Oracle.Arrived = arrivals.Add;
        await stage.Queue.PushAsync(Fixtures.TgookNames.Select(Fixtures.TgookEntry));

        await stage.Fleet.StartAsync(1, "--deduplicate", "false");
        await stage.EmptyAsync();

        var readable = Fixtures.TgookNames.Except(Unreadable);
        Assert.Equal(
            readable.Select(name => Convert.ToHexString(Posted(name))).Order(),
            arrivals.Select(arrival => Convert.ToHexString(arrival.Body.Span)).Order());
        await AssertFailedAsync(stage);
    }

    private static async Task AssertFailedAsync(Stage stage)
    {
        var listed = await stage.Fleet.RunAsync("failed", "list", "--json");
        Assert.Equal(0, listed.ExitCode);
        var failed = JsonDocument.Parse(listed.Output).RootElement.EnumerateArray().ToArray();
        Assert.Equal(
            Unreadable.Select(name => Encoding.UTF8.GetString(Fixtures.TgookEntry(name))).Order(StringComparer.Ordinal),
            failed.Select(job => job.GetProperty("payload").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(failed, job => Assert.NotEmpty(job.GetProperty("error").GetString()!));
    }

    // tgook put U+FFFD where a byte of 53 was not UTF-8; elsewhere it changed nothing.
    private static byte[] Posted(string name)
        => name == "53_invalid_utf8" ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Fixtures.TgookBody(name))) : Fixtures.TgookBody(name);
}
