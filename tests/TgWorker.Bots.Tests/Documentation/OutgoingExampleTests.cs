using Telegram.Bot.Requests;
using TgWorker.Core.Handling;
using TgWorker.TestSupport.Repository;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Documentation;

/// <summary>The example of a test in docs/outgoing.md.</summary>
public sealed class OutgoingExampleTests
{
    [Fact]
    public async Task Go_AnswersAtTheChatsRate_ThenBroadcastAndReminderCome()
    {
        await using var test = new BotTest { EnforceLimits = true };
        test.Routes.OnText(async (UpdateContext context, IBroadcasts broadcasts) =>
        {
            for (var i = 1; i <= 5; i++)
            {
                await context.ReplyAsync($"{i}");
            }

            await context.Timers.SetAsync("tea", TimeSpan.FromMinutes(10), "Earl Grey");
            await broadcasts.StartAsync(
                new BroadcastPlan { Bot = "main", Request = new SendMessageRequest { ChatId = 0, Text = "Tea!" } },
                new long[] { 8, 9 }.ToAsyncEnumerable());
        });
        test.Routes.OnTimer("tea", (UpdateContext context, FiredTimer timer) => context.ReplyAsync(timer.Read<string>()!));
        var start = test.Time.GetUtcNow();

        await test.FeedAsync(TestUpdate.Text("go", 7), attempt: 1);
        Assert.Equal(TimeSpan.FromSeconds(2), test.Time.GetUtcNow() - start); // Three at once, then one a second.

        var sent = (await test.PassAsync(TimeSpan.FromMinutes(10))).SelectMany(handled => handled.Calls);
        Assert.Equal([(8L, "Tea!"), (9L, "Tea!"), (7L, "Earl Grey")], sent.Select(call => (call.ChatId!.Value, call.Text)));
    }

    [Fact]
    public void Example_InThePage_IsTheOneAbove()
    {
        var page = Lines("docs", "outgoing.md").SkipWhile(line => line != "[Fact]").TakeWhile(line => line != "```");
        var here = Lines("tests", "TgWorker.Bots.Tests", "Documentation", "OutgoingExampleTests.cs").SkipWhile(line => line != "[Fact]")
            .TakeWhile((line, i) => i == 0 || line != "[Fact]");

        Assert.Equal(page.Where(line => line.Length > 0), here.Where(line => line.Length > 0));
    }

    private static IEnumerable<string> Lines(params string[] path) => File.ReadLines(SourceTree.File(path)).Select(line => line.Trim());
}
