using System.Text.RegularExpressions;
using TgWorker.Bots;
using TgWorker.Core.Updates;
using TgWorker.Hosting.Intake;

namespace TgWorker.Intake.Tests.Polling;

public partial class AllowedUpdatesTests
{
    [Fact]
    public void Routes_TakeWhatTheyAreFor()
    {
        var routes = new UpdateRoutes();
        routes.OnCommand("start", () => { });
        routes.OnReaction(() => { });
        routes.Group().OnChatMember(() => { });
        Assert.Equal(["message", "message_reaction", "chat_member"], AllowedUpdates.Of(routes.List()));
    }

    [Fact]
    public void Fallback_TakesWhatComes_AndAsksForNothingThatIsOff()
    {
        var routes = new UpdateRoutes();
        routes.OnText(() => { });
        routes.OnFallback(() => { });
        Assert.Equal([], AllowedUpdates.Of(routes.List())!);
    }

    [Fact]
    public void Fallback_BesideARouteForWhatIsOff_TakesBoth()
    {
        var routes = new UpdateRoutes();
        routes.OnReactionCount(() => { });
        routes.OnFallback(() => { });
        var kinds = AllowedUpdates.Of(routes.List())!;
        Assert.Contains("message_reaction_count", kinds);
        Assert.Contains("callback_query", kinds);
        Assert.DoesNotContain("chat_member", kinds);
        // Without those that are made here or unknown (3), and the two that are off and not asked for.
        Assert.Equal(Enum.GetValues<UpdateKind>().Length - 5, kinds.Count);
    }

    [Theory]
    [InlineData("poll,message", "Poller:AllowedUpdates asks for poll, which no route takes: such updates are dropped unhandled.")]
    [InlineData("message", "OnReaction() (AllowedUpdatesTests.cs:*) never runs: Poller:AllowedUpdates does not ask for message_reaction.")]
    [InlineData("", "OnReaction() (AllowedUpdatesTests.cs:*) never runs: Poller:AllowedUpdates does not ask for message_reaction.")]
    [InlineData("message_reaction,message", null)]
    public void Setting_AndRoutesThatDoNotMeet_AreWarnedOf(string asked, string? warning)
    {
        var routes = new UpdateRoutes();
        routes.OnText(() => { });
        routes.OnReaction(() => { });
        routes.OnTimer("tea", () => { });

        var warnings = AllowedUpdates.Warnings(asked.Split(',', StringSplitOptions.RemoveEmptyEntries), routes.List())
            .Select(line => Line().Replace(line, ":*)"));

        Assert.Contains(warnings.DefaultIfEmpty(""), line => line.StartsWith(warning ?? "", StringComparison.Ordinal));
        Assert.True(warning is not null || !warnings.Any());
    }

    [Fact]
    public void Setting_WithAFallback_MeetsEverythingThatIsAsked()
    {
        var routes = new UpdateRoutes();
        routes.OnFallback(() => { });

        Assert.Empty(AllowedUpdates.Warnings(["poll", "chat_member"], routes.List()));
        Assert.Empty(AllowedUpdates.Warnings([], routes.List()));
    }

    [GeneratedRegex(":\\d+\\)")]
    private static partial Regex Line();

    [Fact]
    public void NoRoutes_SayNothing() => Assert.Null(AllowedUpdates.Of([]));
}
