using TgWorker.TestSupport.Processes;

namespace TgWorker.Bots.Tests.Hosting;

/// <summary><c>tgworker routes --handlers</c>: no queue is asked.</summary>
public sealed class RoutesCommandTests
{
    private static readonly string SurveyBot = HandlersOptionTests.EchoBot.Replace("EchoBot", "SurveyBot", StringComparison.Ordinal);

    [Fact]
    public async Task Routes_OfAModule_AreListedWithTheirPlaces()
    {
        await using var tgworker = Start(SurveyBot, "1:test");

        Assert.Equal(0, await tgworker.WaitForExitAsync());
        Assert.Contains(tgworker.Output, line => line.Contains("Survey.Begin", StringComparison.Ordinal)
            && line.Contains("[Command(\"survey\")] Survey.Begin", StringComparison.Ordinal)
                && line.Contains("Survey.cs:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Routes_NoToken_ListsThemAndSaysWhatIsWrong()
    {
        await using var tgworker = Start(SurveyBot, null);

        Assert.Equal(2, await tgworker.WaitForExitAsync());
        Assert.Contains(tgworker.Output, line => line.Contains("Survey.Begin", StringComparison.Ordinal));
        Assert.Contains(tgworker.Errors, line =>
            line.Contains("cannot work, as no bot has a token: set TelegramBots:main:Token", StringComparison.Ordinal));
    }

    private static WorkerProcess Start(string handlers, string? token) => WorkerProcess.Start(new WorkerProcessOptions
    {
        Arguments = ["routes", "--handlers", handlers],
        Environment = new Dictionary<string, string?> { ["TGWORKER_TelegramBots__main__Token"] = token },
    });
}
