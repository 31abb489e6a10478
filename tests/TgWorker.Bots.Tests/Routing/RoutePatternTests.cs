using TgWorker.Bots.Routing;

namespace TgWorker.Bots.Tests.Routing;

public class RoutePatternTests
{
    [Theory]
    [InlineData("vote", "vote", "")]
    [InlineData("vote:{id:int}", "vote:42", "42")]
    [InlineData("vote:{id:int}", "vote:-1", "-1")]
    [InlineData("{a}:{b}", "x:y:z", "x|y:z")]
    [InlineData("ban {user:long} {reason?}", "ban 5123456789", "5123456789|<null>")]
    [InlineData("ban {user:long} {reason?}", "ban  5123456789 \n very rude", "5123456789|very rude")]
    [InlineData("{what?}", "", "<null>")]
    [InlineData("a.b*{c}", "a.b*d", "d")]
    [InlineData("{id:guid}", "0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e")]
    public void Match_WholeTextFits_CapturesItsParts(string pattern, string text, string captured)
    {
        var route = new RoutePattern(pattern);

        var values = route.Match(text);

        Assert.NotNull(values);
        Assert.Equal(captured, string.Join('|', route.Captures.Select(capture => values[capture.Name] ?? "<null>")));
    }

    [Theory]
    [InlineData("vote", "votes")]
    [InlineData("vote", "a vote")]
    [InlineData("vote", "Vote")]
    [InlineData("vote", "vote\n")]
    [InlineData("vote:{id:int}", "vote:")]
    [InlineData("vote:{id:int}", "vote:9999999999")]
    [InlineData("vote:{id:int}", "vote:٤")]
    [InlineData("vote:{id:long}", "vote:9223372036854775808")]
    [InlineData("a.b", "axb")]
    [InlineData("{id:guid}", "00000000-0000-0000-0000-00000000000")]
    public void Match_AnythingElse_IsNone(string pattern, string text) => Assert.Null(new RoutePattern(pattern).Match(text));

    [Theory]
    [InlineData("vote:{id", "'vote:{id' is not well formed at character 6")]
    [InlineData("vote:}", "at character 6: '}' closes nothing")]
    [InlineData("{}", "a name of letters")]
    [InlineData("{a}{a}", "'a' is used twice")]
    [InlineData("{a:number}", "'number' is not a type: use int, long or guid")]
    public void Pattern_NotWellFormed_SaysWhere(string pattern, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => new RoutePattern(pattern)).Message, StringComparison.Ordinal);
}
