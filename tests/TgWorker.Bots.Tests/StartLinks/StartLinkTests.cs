using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.StartLinks;

public sealed class StartLinkTests : IAsyncLifetime
{
    private readonly BotTest _test = new();
    private readonly List<string> _log = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [ButtonData("invite")]
    internal sealed record Invitation(long From, string? Place = null);

    [Fact]
    public void To_AValue_IsALinkThatTelegramTakes()
    {
        var link = StartLink.To("shop_bot", new Invitation(123_456_789, "Zürich"));

        Assert.Matches(@"^https://t\.me/shop_bot\?start=[A-Za-z0-9_-]{1,64}$", link.AbsoluteUri);
        Assert.True(StartLink.TryRead<Invitation>(link.Query["?start=".Length..], out var read));
        Assert.Equal(new Invitation(123_456_789, "Zürich"), read);
        Assert.StartsWith(
            "https://t.me/shop_bot?startgroup=", StartLink.ToGroup("shop_bot", new Invitation(1)).AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TooLong_SaysByHowMuch() => Assert.StartsWith(
        "A link has room for 48 bytes, and this Invitation has 68: shorten it, or keep it elsewhere and give its id.",
        Assert.Throws<ArgumentException>(() => StartLink.Write(new Invitation(123_456_789_012, new string('x', 48)))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("@shop_bot")]
    [InlineData("shop bot")]
    public void To_NoUsername_IsRefused(string username) =>
        Assert.Throws<ArgumentException>(() => StartLink.To(username, new Invitation(1)));

    [Theory]
    [InlineData("/start {0}", "invited by 7")]
    [InlineData("/start@other_bot {0}", "")]
    [InlineData("/start", "plain ")]
    [InlineData("/start ref42", "plain ref42")]
    [InlineData("/start %%%", "plain %%%")]
    [InlineData("/start aW52aXRl", "plain aW52aXRl")]
    [InlineData("/start _____w", "plain _____w")]
    public async Task OnStart_TakesItsOwnLinks_AndLeavesTheOthers(string text, string log)
    {
        _test.Routes.Usernames["main"] = "shop_bot";
        _test.Routes.OnStart<Invitation>((Invitation invitation) => _log.Add($"invited by {invitation.From}"));
        _test.Routes.OnCommand("start", (UpdateContext context) => _log.Add($"plain {context.View.Command?.Arguments}"));

        await _test.FeedAsync(TestUpdate.Text(text.Replace("{0}", StartLink.Write(new Invitation(7)), StringComparison.Ordinal)));

        Assert.Equal(log, string.Join(',', _log));
    }

    [Fact]
    public async Task Attribute_OnAMethod_IsTheSame()
    {
        _test.Routes.Add<Guests>();

        var handled = await _test.FeedAsync(TestUpdate.Text("/start " + StartLink.Write(new Invitation(7))));

        Assert.Equal("Guests.Welcome", handled.Route);
        Assert.Equal("7", Assert.Single(handled.Calls).Text);
    }

    internal sealed class Guests
    {
        [Start<Invitation>]
        public static Task Welcome(UpdateContext context, Invitation invitation) => context.ReplyAsync($"{invitation.From}");
    }
}
