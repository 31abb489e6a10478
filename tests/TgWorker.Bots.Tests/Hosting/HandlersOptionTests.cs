using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Hosting.Handlers;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Bots.Tests.Hosting;

/// <summary><c>tgworker work --handlers</c>, with the samples as they were built, their own copies of the contracts beside them.</summary>
public sealed class HandlersOptionTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly string Build = Path.GetRelativePath(SourceTree.File("tests", "TgWorker.Bots.Tests"), AppContext.BaseDirectory);

    internal static string EchoBot { get; } = SourceTree.File("samples", "EchoBot", Build, "EchoBot.dll");

    [Fact]
    public async Task Work_TelegramAsksOneChatToWait_OnlyThatChatWaitsAndNoTryIsUsedUp()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var refused = 0;
        stage.Telegram.Answer = (call, _) => Task.FromResult<(int, string)?>(call.ChatId == 7 && refused++ < 2
            ? (429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}""")
            : null);
        foreach (var (user, text) in new[] { (7, "seven 1"), (7, "seven 2"), (8, "eight 1"), (8, "eight 2"), (8, "/count") })
        {
            await stage.PushTextAsync(user, text);
        }

        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--handlers", EchoBot, "--tries", "1", "--max-jobs", "5"],
            Environment = stage.Environment,
        });

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Equal(["seven 1", "seven 1", "seven 1", "seven 2"],
            stage.Telegram.Calls.Where(call => call.ChatId == 7).Select(call => call.Text));
        Assert.Equal(["eight 1", "eight 2", "2 messages"], stage.Telegram.Calls.Where(call => call.ChatId == 8).Select(call => call.Text));
        Assert.True(stage.Telegram.Calls.Select(call => call.ChatId).ToList().LastIndexOf(8) < 5, "Chat 8 waited for chat 7.");
        Assert.Equal(0, (await stage.Queue.GetStatusAsync(default)).Failed);
        Assert.DoesNotContain(worker.Output, line => line.Contains("1:test", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Work_HandlersThatBlockTheirThreads_RunAsManyAsThereAreSlotsAndTheLeaseIsKept()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        var folder = Directory.CreateTempSubdirectory("tgworker-blocking-");
        for (var chat = 1; chat <= 128; chat++)
        {
            await stage.PushTextAsync(chat, "x");
        }

        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--handlers", EmittedAssembly.WriteBlockingHandler(folder.FullName, 1000), "--concurrency", "64",
                "--lease", "3", "--max-jobs", "128"],
            Environment = stage.Environment,
        });

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Contains(worker.Output, line => line.Contains("Handlers block their threads", StringComparison.Ordinal));
        Assert.DoesNotContain(worker.Output, line => line.Contains("lost its lease", StringComparison.Ordinal));
        Assert.Equal(0, await stage.UnfinishedAsync());
        folder.Delete(recursive: true);
    }

    [Fact]
    public void Add_NoSuchFile_SaysSo() => AssertRefused("nowhere.dll", "--handlers 'nowhere.dll' does not exist.");

    [Fact]
    public void Add_NoAssembly_SaysSo() => AssertRefused(SourceTree.File("README.md"), "is not a .NET assembly: give the .dll");

    [Fact]
    public void Add_AssemblyWithoutHandlers_SaysWhatIsLookedFor() =>
        AssertRefused(Path.Combine(AppContext.BaseDirectory, "FirstBot.dll"),
            "it has no IBotModule, no class with a route attribute such as [Command(\"start\")], and no IUpdateHandler");

    [Fact]
    public void Add_ModuleLacksASetting_SaysWhich() =>
        AssertRefused(Path.Combine(AppContext.BaseDirectory, "DiscordBridge.dll"),
            "cannot be used: DiscordBridge, ConfigureServices (DiscordBridge.cs:20): InvalidOperationException: "
                + "Bridge:WebhookUrl is missing");

    private static void AssertRefused(string path, string message) => Assert.Contains(
        message,
        Assert.Throws<HandlerAssemblyException>(() => HandlerAssembly.Add(path, new ServiceCollection(), new ConfigurationManager()))
            .Message,
        StringComparison.Ordinal);
}
