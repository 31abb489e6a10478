using System.Text;
using TgWorker.Core.Updates;

namespace TgWorker.Core.Tests.Updates;

public class BotNameTests
{
    [Theory]
    [InlineData("main", "main", "main")]
    [InlineData("", "", "")]
    [InlineData("a/b", "a/b", "a%2Fb")]
    [InlineData("бот 🤖", "бот 🤖", "%D0%B1%D0%BE%D1%82%20%F0%9F%A4%96")]
    [InlineData("a\r\nERROR", "!a%0D%0AERROR", "a%0D%0AERROR")]
    [InlineData("a\u001b[2J", "!a%1B%5B2J", "a%1B%5B2J")]
    [InlineData("a\u202eb", "!a%E2%80%AEb", "a%E2%80%AEb")]
    [InlineData("a\u2028b", "!a%E2%80%A8b", "a%E2%80%A8b")]
    [InlineData("!a%0D%0AERROR", "!%21a%250D%250AERROR", "%21a%250D%250AERROR")]
    [InlineData("!entry", "!%21entry", "%21entry")]
    [InlineData("unreadable", "unreadable", "unreadable")]
    public void Text_AnyName_CanBeShownAndIsNoOthers(string name, string text, string inLane)
    {
        var bot = new BotName(Encoding.UTF8.GetBytes(name));

        Assert.Equal((text, inLane), (bot.Text, bot.InLane));
    }

    [Fact]
    public void Text_LongName_IsAHashThatNoNameSpells()
    {
        var bot = new BotName(Encoding.UTF8.GetBytes(new string('x', 5000)));
        var imitation = new BotName(Encoding.UTF8.GetBytes(bot.Text));

        Assert.Equal(bot.InLane, bot.Text);
        Assert.StartsWith("!sha256-", bot.Text, StringComparison.Ordinal);
        Assert.NotEqual((bot.Text, bot.InLane), (imitation.Text, imitation.InLane));
    }

    [Fact]
    public void Text_BytesThatAreNoText_AreToldApart() =>
        Assert.NotEqual(new BotName([0xff]).Text, new BotName([0xfe]).Text);
}
