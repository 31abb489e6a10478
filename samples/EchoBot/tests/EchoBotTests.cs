using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace EchoBot.Tests;

/// <summary>Who may use the echo bot.</summary>
public sealed class EchoBotTests
{
    [Theory]
    [InlineData("7, 9", "a 7,c 9")]
    [InlineData("", "a 7,b 8,c 9")]
    public async Task AllowedUsers_OnlyTheyAreAnswered(string users, string answered)
    {
        await using var test = BotTest.Of<EchoBot>(("EchoBot:Users", users));

        var handled = await test.FeedAsync(TestUpdate.Text("a", 7), TestUpdate.Text("b", 8), TestUpdate.Text("c", 9));

        Assert.Equal(answered, string.Join(',', test.Telegram.Calls.Select(call => $"{call.Text} {call.ChatId}")));
        Assert.All(handled, update => Assert.Equal(OutcomeKind.Handled, update.Outcome.Kind));
    }

    [Fact]
    public void AllowedUsers_NoId_LetsNobodyInAndSaysSo() => Assert.Equal(
        "EchoBot:Users: 'ada' is no user id: give numbers with commas between.",
        Assert.Throws<FormatException>(() => BotTest.Of<EchoBot>(("EchoBot:Users", "7,ada"))).Message);
}
