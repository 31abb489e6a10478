using Microsoft.Extensions.DependencyInjection;
using TgWorker.Testing;

namespace SurveyBot.Tests;

public sealed class SurveyBotTests : IAsyncLifetime
{
    private readonly BotTest _test = BotTest.Of<SurveyBot>();
    private readonly Results _results = new();

    public SurveyBotTests() => _test.Services.AddSingleton(_results);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Album_IsOneAnswerWithAllItsPhotos()
    {
        await AskAsync("/survey", "Ada", "36");

        await _test.FeedAsync(TestUpdate.Album(3, "My cat"));
        var end = await _test.FeedAsync(TestUpdate.Button("stars:4"));

        Assert.Contains("3 fine photos. How do you like it?", _test.Telegram.Calls.Select(call => call.Text));
        Assert.Equal("Thank you, Ada! Average: 4.0", end.Calls[^1].Text);
        Assert.Equal(3, _results.Photos);
    }

    [Fact]
    public async Task Photos_OnePhotoOrNone_AreTakenToo()
    {
        await AskAsync("/survey", "Ada", "36", "why?");
        var one = await _test.FeedAsync(TestUpdate.Message(new
        {
            photo = new[] { new { file_id = "p", file_unique_id = "u", width = 90, height = 90 } },
        }));
        await AskAsync("/survey", "Ada", "36");
        var none = await _test.FeedAsync(TestUpdate.Text("/skip"));

        Assert.Contains("A photo, please, or /skip.", _test.Telegram.Calls.Select(call => call.Text));
        Assert.Equal(["A fine photo. How do you like it?", "How do you like it?"], [one.Calls[0].Text!, none.Calls[0].Text!]);
    }

    [Fact]
    public async Task Stars_HandledAgainAfterACrash_CountOnce()
    {
        await AskAsync("/survey", "Ada", "36", "/skip");
        var press = TestUpdate.Button("stars:5");
        _test.Telegram.On("sendMessage").Break();

        var tries = await _test.FeedToTheEndAsync(press);

        Assert.Equal(2, tries.Count);
        Assert.Equal("Thank you, Ada! Average: 5.0", tries[1].Calls[^1].Text);
    }

    private async Task AskAsync(params string[] texts)
    {
        foreach (var text in texts)
        {
            await _test.FeedAsync(TestUpdate.Text(text));
        }
    }
}
