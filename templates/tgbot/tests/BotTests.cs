using TgWorker.Testing;

namespace MyBot.Tests;

public sealed class BotTests
{
    [Fact]
    public async Task Text_IsSaidBack()
    {
        await using var test = BotTest.Of<Bot>();

        var handled = await test.FeedAsync(TestUpdate.Text("hi"));

        Assert.Equal("You said: hi", handled.Calls[0].Text);
    }
}
