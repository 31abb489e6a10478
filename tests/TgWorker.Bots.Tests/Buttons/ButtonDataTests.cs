using System.Text;
using TgWorker.Testing;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.ReplyMarkups;

namespace TgWorker.Bots.Tests.Buttons;

public sealed class ButtonDataTests
{
    private static readonly Guid Id = Guid.Parse("0123456789abcdef0123456789abcdef");

    public enum Size
    {
        Small = 1,
        Large = 7,
    }

    public static TheoryData<object, string> Values => new()
    {
        { new Vote(7, "yes"), "vote:7:yes" },
        { new Vote(-2147483648, ""), "vote:-2147483648:" },
        { new Vote(7, "a:b"), "vote:7:a%3Ab" },
        { new Vote(7, "100 %"), "vote:7:100 %25" },
        { new Vote(7, "%3A"), "vote:7:%253A" },
        { new Vote(7, "Größe 👍"), "vote:7:Größe 👍" },
        { new Everything("", null, true, 1, 2, 3, 4, default, default, Size.Large, null),
            "e::%:1:1:2:3:4:00000000000000000000000000000000:00010101:7:%" },
        { new Nothing(), "Nothing" },
        { new Point(1, 2), "Point:1:2" },
        { new Grown(5), "Grown:5:10" },
    };

    public static TheoryData<object, string> Fit => new()
    {
        { new Grown(5, 10), "Grown:5" },
        { new Maybe(Id, "x"), "Maybe:0123456789abcdef0123456789abcdef:x" },
        { new Maybe(null, null), "Maybe:%:%" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Write_ThenRead_IsTheValue(object value, string data)
    {
        var format = TgWorker.Bots.Buttons.ButtonFormat.Of(value.GetType());

        Assert.Equal(data, format.Write(value));
        Assert.Equal(value, format.Read(data));
    }

    [Theory]
    [MemberData(nameof(Fit))]
    public void Read_WhatFits_IsTheValue(object value, string data) =>
        Assert.Equal(value, TgWorker.Bots.Buttons.ButtonFormat.Of(value.GetType()).Read(data));

    [Theory]
    [InlineData("")]
    [InlineData("vote")]
    [InlineData("vote:7")]
    [InlineData("vote:7:a:b")]
    [InlineData("vote:x:a")]
    [InlineData("vote:2147483648:a")]
    [InlineData("vote: 7:a")]
    [InlineData("vote:7:%")]
    [InlineData("Vote:7:a")]
    [InlineData("votes:7:a")]
    public void TryRead_WhatIsNotOfTheType_IsNone(string data)
    {
        Assert.False(ButtonData.TryRead<Vote>(data, out var value));
        Assert.Null(value);
    }

    [Fact]
    public void TryRead_NumberThatTheEnumDoesNotHave_IsNone() => Assert.False(ButtonData.TryRead<Choice>("Choice:2", out _));

    [Theory]
    [InlineData(57, null)]
    [InlineData(58, "65")]
    public void Write_AtTelegramsLimit_IsTakenAndAboveRefusedWithTheLength(int length, string? refused)
    {
        var value = new Vote(7, new string('a', length));

        if (refused is null)
        {
            Assert.Equal(64, Encoding.UTF8.GetByteCount(ButtonData.Write(value)));
        }
        else
        {
            Assert.StartsWith(
                $"A button's data have 64 bytes at most, and this Vote has {refused}: shorten it, or keep part of it in the chat's state.",
                Assert.Throws<ArgumentException>(() => ButtonData.Write(value)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Write_TypeThatCannotBe_SaysWhy() => Assert.StartsWith(
        "Priced cannot be a button's data: 'Price' of Priced is a decimal, which a button's data cannot have: use string, bool, byte, "
            + "short, int, long, Guid, DateOnly, or an enum.",
        Assert.Throws<ArgumentException>(() => ButtonData.Write(new Priced(1))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task OnCallbackQuery_Press_GivesTheHandlerTheValueAndAnswers()
    {
        await using var test = new BotTest();
        test.Routes.OnCommand("poll", (Message message, ITelegramBotClient bot) => bot.SendMessage(
            message.Chat, "Well?", replyMarkup: new InlineKeyboardMarkup(
                InlineKeyboardButton.WithData("Yes", new Vote(7, "yes")), InlineKeyboardButton.WithData("No", new Vote(7, "no")))));
        test.Routes.OnCallbackQuery<Vote>(
            (Vote vote, CallbackQuery press, ITelegramBotClient bot) => bot.AnswerCallbackQuery(press.Id, $"{vote.Poll}: {vote.Choice}"));
        test.Routes.OnCallbackQuery<Point>(
            (Point point, CallbackQuery press, ITelegramBotClient bot) => bot.AnswerCallbackQuery(press.Id, $"{point.X + point.Y}"));

        var sent = await test.FeedAsync(TestUpdate.Text("/poll"));
        var vote = await test.FeedAsync(TestUpdate.Button("vote:7:no"));
        var point = await test.FeedAsync(TestUpdate.Button("Point:1:2"));
        var other = await test.FeedAsync(TestUpdate.Button("vote:7"));

        Assert.Contains("\"callback_data\":\"vote:7:no\"", sent.Calls[0].Parameters.ToString(), StringComparison.Ordinal);
        Assert.Equal(("OnCallbackQuery<Vote>()", "7: no"), (vote.Route, vote.Calls[0].Text));
        Assert.Equal("3", point.Calls[0].Text);
        Assert.Null(other.Route);
    }

    [Fact]
    public void Build_MistakesWithButtons_AreAllTold()
    {
        var test = new BotTest();
        test.Routes.OnCallbackQuery<Vote>((Vote vote) => { });
        test.Routes.OnCallbackQuery<Twin>((Twin twin) => { });
        test.Routes.OnCallbackQuery<Priced>((Priced priced) => { });
        test.Routes.OnCallbackQuery<Spaced>((Spaced spaced) => { });
        test.Routes.OnCallbackQuery<Wide>((Wide value) => { });
        test.Routes.OnCallbackQuery<Closed>((Closed value) => { });

        var lines = Assert.Throws<InvalidRoutesException>(test.Build).Message;

        Assert.Contains("Twin and Vote (TgWorker.Bots.Tests.Buttons) have the same prefix 'vote': give one another with "
            + "[ButtonData(\"…\")]", lines, StringComparison.Ordinal);
        Assert.Contains("'Price' of Priced is a decimal, which a button's data cannot have", lines, StringComparison.Ordinal);
        Assert.Contains("the prefix 'a b' of Spaced is not 1 to 32 of A-Z", lines, StringComparison.Ordinal);
        Assert.Contains("a Wide has 70 bytes at least, and Telegram takes 64 at most", lines, StringComparison.Ordinal);
        Assert.Contains("Closed has no property with the value of 'id': make it a record", lines, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attribute_OfAType_TakesItsPresses()
    {
        await using var test = new BotTest();
        test.Routes.Add<Presses>();

        var handled = await test.FeedAsync(TestUpdate.Button("vote:9:x"));

        Assert.Equal(("Presses.Voted", "9"), (handled.Route, handled.Calls[0].Text));
    }

    [ButtonData("vote")]
    public sealed record Vote(int Poll, string Choice);

    [ButtonData("vote")]
    public sealed record Twin(int Poll);

    [ButtonData("e")]
    public sealed record Everything(
        string Text, string? Maybe, bool Flag, byte Tiny, short Little, int Normal, long Big, Guid Id, DateOnly Day, Size Size, int? None);

    public sealed record Nothing;

    public readonly record struct Point(int X, int Y);

    public sealed record Grown(int Id, int Page = 10);

    public sealed record Maybe(Guid? Id, string? Text);

    public sealed record Choice(Size Size);

    public sealed record Priced(decimal Price);

    [ButtonData("a b")]
    public sealed record Spaced(int Id);

    public sealed record Wide(Guid A, Guid B);

    public sealed class Closed(int id)
    {
        public override string ToString() => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    public sealed class Presses(ITelegramBotClient bot)
    {
        [CallbackQuery<Vote>]
        public Task Voted(Vote vote, CallbackQuery press) => bot.AnswerCallbackQuery(press.Id, $"{vote.Poll}");
    }
}
