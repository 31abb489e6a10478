using TgWorker.Hosting.Mistakes;

namespace TgWorker.Tests.Configuration;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("queue", "queue", 0)]
    [InlineData("Queue", "qUEUE", 0)]
    [InlineData("quue", "queue", 1)]
    [InlineData("qeuue", "queue", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("", "abc", 3)]
    public void Distance_OfTwoNames_IsTheNumberOfEdits(string from, string to, int expected) =>
        Assert.Equal(expected, NearestName.Distance(from, to));

    [Fact]
    public void Among_NothingNear_IsNull() => Assert.Null(NearestName.Among(["queue", "redis"], "zzzzzz"));
}
