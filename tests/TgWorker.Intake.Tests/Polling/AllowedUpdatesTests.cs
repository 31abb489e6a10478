using TgWorker.Bots;
using TgWorker.Core.Updates;
using TgWorker.Hosting.Intake;

namespace TgWorker.Intake.Tests.Polling;

public class AllowedUpdatesTests
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

    [Fact]
    public void NoRoutes_SayNothing() => Assert.Null(AllowedUpdates.Of([]));
}
