using System.Globalization;
using TgWorker.Bots.Tests.Hosting;
using TgWorker.Bots.Tests.Samples;
using TgWorker.Core.Handling;
using TgWorker.Testing;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Bots.Tests.Cultures;

public sealed class UserCultureTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("pt-br", "pt-BR")]
    [InlineData("pt", "pt-BR")]
    [InlineData("pt-PT", "pt-BR")]
    [InlineData("zh-hans-cn", "zh-Hans")]
    [InlineData("fr", "en")]
    [InlineData("", "en")]
    [InlineData("d", "en")]
    [InlineData("de-", "de")]
    [InlineData("-", "en")]
    public async Task Culture_OfTelegram_IsTheNearestThatTheBotSpeaks(string language, string culture)
    {
        await using var test = new BotTest();
        var seen = new List<string>();
        test.Routes.UseCulture("en", "de", "pt-BR", "zh-Hans");
        test.Routes.OnText((UpdateContext context) =>
            seen.AddRange([context.Culture.Name, CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name]));

        await test.FeedAsync(TestUpdate.Text("x").In(language));

        Assert.Equal([culture, culture, culture], seen);
    }

    [Fact]
    public async Task Culture_AfterTheUpdate_IsWhatItWasBefore()
    {
        await using var test = new BotTest();
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        test.Routes.UseState().UseCulture("en", "de");
        test.Routes.OnText((UpdateContext context) => { context.ChooseCulture("de"); });

        await test.FeedAsync(TestUpdate.Text("x").In("de"));

        Assert.Equal(before, (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture));
    }

    [Fact]
    public async Task Choice_OfTheUser_IsKeptForThemInThatChat()
    {
        await using var test = BotTest.Of<EchoBot.EchoBot>();

        await test.FeedAsync(
            TestUpdate.Text("/count", 7).In("en"), TestUpdate.Text("/language de", 7).In("en"),
            TestUpdate.Text("/count", 7).In("en"), TestUpdate.Text("/count", 8).In("en"), TestUpdate.Text("/language xx", 7).In("en"));

        Assert.Equal(
            ["0 messages", "Von jetzt an: Deutsch.", "0 Nachrichten", "0 messages", "xx spreche ich nicht."],
            test.Telegram.Calls.Select(call => call.Text));
    }

    [Fact]
    public async Task Choice_WhenTheConversationEnds_Stays()
    {
        await using var test = new BotTest();
        var seen = new List<string>();
        test.Routes.UseState().UseCulture("en", "de");
        test.Routes.OnText("de", (UpdateContext context) => { context.ChooseCulture("de"); });
        test.Routes.OnText("none", (UpdateContext context) => { context.ChooseCulture(null); });
        test.Routes.OnText("end", (UpdateContext context) => context.UserState.Clear());
        test.Routes.OnText((UpdateContext context) => seen.Add(context.Culture.Name));

        await test.FeedAsync([.. new[] { "x", "de", "x", "end", "x", "none", "x" }.Select(text => TestUpdate.Text(text))]);

        Assert.Equal(["en", "de", "de", "en"], seen);
    }

    [Fact]
    public async Task Choice_KeptElsewhere_GoesBeforeTelegrams()
    {
        await using var test = new BotTest();
        var seen = new List<string>();
        test.Routes.UseCulture((context, _) => new(context.View.UserId == 7 ? "de" : null), "en", "de");
        test.Routes.OnText((UpdateContext context) => seen.Add(context.Culture.Name));

        await test.FeedAsync(TestUpdate.Text("x", 7).In("en"), TestUpdate.Text("x", 8).In("en"));

        Assert.Equal(["de", "en"], seen);
    }

    [Fact]
    public async Task Executable_ModuleWithResources_AnswersInTheUsersLanguage()
    {
        await using var stage = await BotStage.OpenAsync(redis);
        await stage.PushAsync("message",
            """{"message_id":1,"from":{"id":7,"is_bot":false,"first_name":"Al","language_code":"de"},"chat":{"id":7,"type":"private"},"date":1795219800,"text":"/count"}""");
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["work", "--handlers", HandlersOptionTests.EchoBot, "--max-jobs", "1"],
            Environment = stage.Environment,
        });

        Assert.Equal(0, await worker.WaitForExitAsync());
        Assert.Equal("0 Nachrichten", Assert.Single(stage.Telegram.Calls).Text);
    }
}
