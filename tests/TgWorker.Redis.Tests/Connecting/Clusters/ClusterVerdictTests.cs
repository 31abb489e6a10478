using TgWorker.Redis.Connecting.Clusters;
using Xunit;

namespace TgWorker.Redis.Tests.Connecting.Clusters;

public sealed class ClusterVerdictTests
{
    private const int Slot = 100;
    private const string Before =
        """
        a 10.0.0.1:6379@16379 master - 0 1 1 connected 0-5460
        b 10.0.0.2:6379@16379 master - 0 1 2 connected 5461-10922
        c 10.0.0.3:6379@16379 master - 0 1 3 connected 10923-16383
        d 10.0.0.4:6379@16379 slave a 0 1 1 connected
        """;

    private const string After =
        """
        a 10.0.0.1:6379@16379 master,fail - 0 1 1 disconnected
        b 10.0.0.2:6379@16379 master - 0 1 2 connected 5461-10922
        c 10.0.0.3:6379@16379 master - 0 1 3 connected 10923-16383
        d 10.0.0.4:6379@16379 master - 0 1 4 connected 0-5460
        """;

    [Fact]
    public void Verdict_AllAgree_IsTheOneWithTheSlot() =>
        AssertMayBeUsed("10.0.0.1:6379", 1, Of(Said("a", Before), Said("b", Before), Said("c", Before)));

    [Fact]
    public void Verdict_OneOfThreePrimariesIsSilent_MayBeUsed() =>
        AssertMayBeUsed("10.0.0.1:6379", 1, Of(Said("a", Before), Said("b", Before), Said("c", Before, at: 1)));

    [Fact]
    public void Verdict_TheOneWithTheSlotIsSilent_IsLeft()
    {
        var (whereabouts, proven, _) = Of(Said("b", Before), Said("c", Before), Said("a", Before, at: 1));

        Assert.Equal((null, null), (whereabouts.Place, proven));
        Assert.StartsWith("the primary that has the queue, 10.0.0.1:6379, does not answer", whereabouts.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_OneHasHeardOfTheFailover_IsBelieved() =>
        AssertMayBeUsed("10.0.0.4:6379", 4, Of(Said("a", Before), Said("b", After), Said("c", Before), Said("d", After)));

    [Fact]
    public void Verdict_OnlyOneHeardOfTheFailoverAndIsSilentSince_NobodyGoesBack()
    {
        var (whereabouts, _, _) = Of(Said("d", After, at: 1), Said("a", Before), Said("b", Before), Said("c", Before));

        Assert.Null(whereabouts.Place);
        Assert.Contains("10.0.0.4:6379", whereabouts.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_OnlyTheOneWithTheSlotAnswers_MustNotBeUsed()
    {
        var verdict = Of(Said("a", Before), Said("b", Before, at: 1), Said("c", Before, at: 1));

        Assert.Equal("10.0.0.1:6379", verdict.Whereabouts.Place!.Address!.ToString());
        Assert.StartsWith("only 1 of the cluster's 3 primaries answer", verdict.Whereabouts.Trouble, StringComparison.Ordinal);
    }

    // A load balancer's address leads to a node that is known under its own as well; a replica has no vote.
    [Fact]
    public void Verdict_OneAnswersTwiceAndAReplicaDoes_CountsOnce() =>
        Assert.NotNull(Of(Said("a", Before), Said("a", Before), Said("d", Before)).Whereabouts.Trouble);

    [Fact]
    public void Verdict_NobodyHasTheSlot_SaysSo()
    {
        const string Without = "b 10.0.0.2:6379@16379 master - 0 1 2 connected 5461-10922";

        var whereabouts = Of(Said("b", Without)).Whereabouts;

        Assert.Equal((null, ClusterVerdict.NoOwner), (whereabouts.Place, whereabouts.Trouble));
        Assert.Equal("no node of the cluster has answered", Of().Whereabouts.Trouble);
    }

    [Theory]
    [InlineData("a :6379@16379 myself,master - 0 0 1 connected 100", false, "asked:1")]
    [InlineData("a 10.0.0.1:6379@16379,a.example myself,master - 0 0 1 connected 0-99 100 [200->-b]", false, "10.0.0.1:6379")]
    [InlineData("a 10.0.0.1:6379@16379,a.example myself,master - 0 0 1 connected 100-100", true, "a.example:6379")]
    [InlineData("a 10.0.0.1:6379@16379,,tls-port=0 myself,master - 0 0 1 connected 100", true, "10.0.0.1:6379")]
    [InlineData("a 2001:db8::1:6379@16379 myself,master - 0 0 1 connected 100", false, "[2001:db8::1]:6379")]
    public void Nodes_OfEveryForm_AreRead(string line, bool byName, string address)
    {
        var text = line + "\nb :0@0 master,noaddr - 0 0 0 disconnected\n";

        var node = Assert.Single(ClusterNode.ReadAll(text, Slot, new("asked", 1), byName));

        Assert.Equal((address, true, true, true), (node.Address.ToString(), node.IsMyself, node.HasSlots, node.HasSlot));
    }

    [Theory]
    [InlineData("ERR")]
    [InlineData("a 10.0.0.1:x@1 myself,master - 0 0 1 connected 100")]
    public void Nodes_SomethingElse_AreRefused(string text) =>
        Assert.Throws<FormatException>(() => ClusterNode.ReadAll(text, Slot, new("asked", 1), byName: false));

    private static ClusterVerdict Of(params ClusterReport[] reports) => ClusterVerdict.Of(reports, freshSince: 10);

    private static ClusterReport Said(string node, string nodes, long at = 20) => new(
        ClusterNode.ReadAll(
            string.Join('\n', nodes.Split('\n').Select(line => line.StartsWith(node + " ", StringComparison.Ordinal)
                ? line.Replace(" master", " myself,master", StringComparison.Ordinal)
                    .Replace(" slave", " myself,slave", StringComparison.Ordinal)
                : line)),
            Slot, new("asked", 1), byName: false),
        at);

    private static void AssertMayBeUsed(string address, long term, ClusterVerdict verdict)
    {
        Assert.Null(verdict.Whereabouts.Trouble);
        Assert.Equal((address, term), (verdict.Whereabouts.Place!.Address!.ToString(), verdict.Whereabouts.Place.Term));
    }
}
