using System.Text.Json;
using TgWorker.Bots.Broadcasts;

namespace TgWorker.Bots.Tests.Broadcasts;

public sealed class MessageTemplateTests
{
    private static readonly Dictionary<string, string> Ann = new() { ["name"] = "A<n>n & *Co*", ["code"] = "a b" };

    [Theory]
    [InlineData("""{"text":"Hi {name}, {name}"}""", """{"text":"Hi A<n>n & *Co*, A<n>n & *Co*","chat_id":7}""")]
    [InlineData("""{"text":"<b>{name}</b>","parse_mode":"HTML"}""",
        """{"text":"<b>A&lt;n&gt;n &amp; *Co*</b>","parse_mode":"HTML","chat_id":7}""")]
    [InlineData("""{"text":"*{name}*","parse_mode":"MarkdownV2"}""",
        """{"text":"*A<n\\>n & \\*Co\\**","parse_mode":"MarkdownV2","chat_id":7}""")]
    [InlineData("""{"text":"{other} {name {code}} {"}""", """{"text":"{other} {name a b} {","chat_id":7}""")]
    [InlineData("""{"photo":"F","caption":"{code}","reply_markup":{"inline_keyboard":[[{"text":"{name}","url":"https://x/?c={code}"}]]}}""",
        """{"photo":"F","caption":"a b","reply_markup":{"inline_keyboard":[[{"text":"A<n>n & *Co*","url":"https://x/?c=a%20b"}]]},"chat_id":7}""")]
    [InlineData("""{"question":"?","options":["{code}","no"],"chat_id":0}""", """{"question":"?","options":["a b","no"],"chat_id":7}""")]
    public void For_ARecipient_FillsInWhatIsTheirs(string parameters, string filled)
    {
        var template = new MessageTemplate(new StoredPlan("main", "sendMessage", JsonElement.Parse(parameters)));

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(filled), template.For(new BroadcastRecipient(7) { Values = Ann })),
            template.For(new BroadcastRecipient(7) { Values = Ann }).GetRawText());
    }

    [Fact]
    public void For_WithoutValues_LeavesBracesAndPaysWhereItIsToPay()
    {
        var plan = new StoredPlan("main", "sendMessage", JsonElement.Parse("""{"text":"{name}"}""")) { IsPaid = true };

        Assert.Equal("""{"text":"{name}","allow_paid_broadcast":true,"chat_id":-5}""",
            new MessageTemplate(plan).For(new BroadcastRecipient(-5)).GetRawText());
    }

    [Fact]
    public void Page_OfRecipients_IsReadAsItWasWritten()
    {
        var page = RecipientPage.Read(RecipientPage.Write([new(7), new(-100_123) { Values = Ann }]));

        Assert.Equal([7L, -100_123L], page.Select(recipient => recipient.Chat));
        Assert.Null(page[0].Values);
        Assert.Equal(Ann, page[1].Values);
    }
}
