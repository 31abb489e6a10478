using System.Text;
using TgWorker.Core.Updates;

namespace TgWorker.Core.Tests.Updates;

public class BotNameInLaneTests
{
    [Theory]
    [InlineData("")]
    [InlineData("main")]
    [InlineData("münchen bot")]
    [InlineData("50%")]
    [InlineData("!main")]
    [InlineData("a:b")]
    [InlineData("a\u202eb")]
    public void Name_AsItIsShown_LeadsToItsLanes_AndTheseToTheName(string name)
    {
        var bot = new BotName(Encoding.UTF8.GetBytes(name));

        Assert.Equal(bot.InLane, BotName.LaneOf(bot.Text));
        Assert.Equal(bot.Text, BotName.TextOf(bot.InLane));
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0x41 })]
    [InlineData(new byte[] { 0x00 })]
    public void Name_ThatIsNoText_LeadsToItsLanes_AndTheseToTheName(byte[] name)
    {
        var bot = new BotName(name);

        Assert.Equal(bot.InLane, BotName.LaneOf(bot.Text));
        Assert.Equal(bot.Text, BotName.TextOf(bot.InLane));
    }

    [Fact]
    public void Name_ThatIsTooLongForALane_LeadsToItsLanes_AndTheseToWhatIsLeftOfIt()
    {
        var bot = new BotName(Encoding.UTF8.GetBytes(new string('ü', 100)));

        Assert.StartsWith("!sha256-", bot.InLane, StringComparison.Ordinal);
        Assert.Equal(bot.InLane, BotName.LaneOf(bot.Text));
        Assert.Equal(bot.InLane, BotName.LaneOf(BotName.TextOf(bot.InLane)));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("%4")]
    [InlineData("%zz")]
    public void LanePart_ThatNoBotHas_IsShownAsItIs(string part) => Assert.Equal(part, BotName.TextOf(part));
}
