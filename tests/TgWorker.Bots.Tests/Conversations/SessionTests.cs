using System.Text.Json.Nodes;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Conversations;

/// <summary>State of a type; what another version kept is put there by hand.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private readonly BotTest _test = new();
    private readonly List<string> _log = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    internal sealed record Order(string Item, int Pieces);

    [Fact]
    public async Task Session_PerUser_IsKeptWhenTheUpdateWasHandled()
    {
        _test.Routes.UseState().UseSession(() => new Order("tea", 0));
        _test.Routes.OnText("fail", (Session<Order> session) =>
        {
            session.Value = session.Value with { Pieces = 99 };
            return UpdateOutcome.Fail("no");
        });
        _test.Routes.OnText("end", (Session<Order> session) => session.Clear());
        _test.Routes.OnText((UpdateContext context, Session<Order> session) =>
        {
            session.Value = session.Value with { Pieces = session.Value.Pieces + 1 };
            _log.Add($"{context.View.UserId}: {session.Value.Pieces} {session.Value.Item} {session.IsNew}");
        });

        await _test.FeedAsync(
            TestUpdate.Text("x", 7, -1), TestUpdate.Text("x", 8, -1), TestUpdate.Text("fail", 7, -1), TestUpdate.Text("x", 7, -1),
            TestUpdate.Text("end", 7, -1), TestUpdate.Text("x", 7, -1));

        Assert.Equal(["7: 1 tea True", "8: 1 tea True", "7: 2 tea False", "7: 1 tea True"], _log);
    }

    [Fact]
    public async Task ChatSession_IsAllUsers()
    {
        _test.Routes.UseState().UseChatSession(() => new Order("tea", 0));
        _test.Routes.OnText((Session<Order> session) =>
        {
            session.Value = session.Value with { Pieces = session.Value.Pieces + 1 };
            _log.Add($"{session.Value.Pieces}");
        });

        await _test.FeedAsync(TestUpdate.Text("x", 7, -1), TestUpdate.Text("x", 8, -1));

        Assert.Equal(["1", "2"], _log);
    }

    [Theory]
    [InlineData("""{"v":1,"value":{"Name":"tea"}}""", OutcomeKind.Handled, "tea 1")]
    [InlineData("""{"v":2,"value":{"Item":"milk","Pieces":3}}""", OutcomeKind.Handled, "milk 3")]
    [InlineData("""{"v":0,"value":{"Name":"tea"}}""", OutcomeKind.Handled, "new 0")]
    [InlineData("""{"v":3,"value":{"Thing":"tea"}}""", OutcomeKind.Retry,
        "InvalidOperationException: The session Order was kept by version 3, and this worker knows version 2: update it.")]
    [InlineData("""{"v":2,"value":{"Item":"milk","Pieces":"many"}}""", OutcomeKind.Retry,
        "InvalidOperationException: The session Order that was kept does not fit the type: after a change of the type give")]
    public async Task Session_OfAnotherVersion_IsBroughtUpOrLeftAlone(string stored, OutcomeKind outcome, string said)
    {
        _test.Routes.UseState().UseSession(() => new Order("new", 0), version: 2, (from, value) => from == 0 ? null
            : new JsonObject { ["Item"] = value["Name"]!.DeepClone(), ["Pieces"] = 1 });
        _test.Routes.OnText("put", (UpdateContext context) => context.UserState.Set("$session:Order", JsonNode.Parse(stored)));
        _test.Routes.OnText("keep", (UpdateContext context) =>
            _log.Add(context.UserState.Get<JsonObject>("$session:Order")!.ToJsonString()));
        _test.Routes.OnText((Session<Order> session) => _log.Add($"{session.Value.Item} {session.Value.Pieces}"));

        var handled = await _test.FeedAsync(TestUpdate.Text("put"), TestUpdate.Text("look"), TestUpdate.Text("keep"));

        Assert.Equal(outcome, handled[1].Outcome.Kind);
        Assert.StartsWith(said, handled[1].Outcome.Error ?? _log[0], StringComparison.Ordinal);
        Assert.Equal(stored, _log[^1]);
    }
}
