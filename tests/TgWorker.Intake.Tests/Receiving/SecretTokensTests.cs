using TgWorker.Intake.Receiving;

namespace TgWorker.Intake.Tests.Receiving;

public class SecretTokensTests
{
    [Theory]
    [InlineData("new", true)]
    [InlineData("old", true)]
    [InlineData("NEW", false)]
    [InlineData("newer", false)]
    [InlineData("ne", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Accept_TwoTokens_TakesEither(string? sent, bool isGood) =>
        Assert.Equal(isGood, new SecretTokens(["new", "old"]).Accept(sent));

    [Fact]
    public void Accept_WithoutTokens_TakesAnything() => Assert.True(new SecretTokens([]).Accept(null));

    [Fact]
    public void Accept_TooLong_IsRefused()
    {
        var tokens = new SecretTokens([new string('a', 256)]);
        Assert.True(tokens.Accept(new string('a', 256)));
        Assert.False(tokens.Accept(new string('a', 2000)));
    }

    [Theory]
    [InlineData("abc_DEF-123", null)]
    [InlineData("", "is empty")]
    [InlineData("a b", "has characters that Telegram refuses: use A-Z, a-z, 0-9, _ and -")]
    [InlineData("ä", "has characters that Telegram refuses: use A-Z, a-z, 0-9, _ and -")]
    public void Problem_OfAToken_IsSaid(string token, string? problem) => Assert.Equal(problem, SecretTokens.Problem(token));
}
