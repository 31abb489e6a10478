using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Core.Updates;

namespace TgWorker.Core.Tests.Updates;

public sealed class UpdateSummaryTests
{
    [Theory]
    [InlineData("""{"update_id":1,"message":{"from":{"id":77},"chat":{"id":5},"text":"my secret"}}""",
        "message from 77, text of 9 characters")]
    [InlineData("""{"update_id":1,"message":{"from":{"id":77},"chat":{"id":5},"text":"x"}}""", "message from 77, text of 1 character")]
    [InlineData("""{"update_id":1,"edited_message":{"chat":{"id":5},"photo":[],"caption":"secret"}}""",
        "edited_message, photo with a caption of 6 characters")]
    [InlineData("""{"update_id":1,"message":{"chat":{"id":5},"sticker":{}}}""", "message, sticker")]
    [InlineData("""{"update_id":1,"callback_query":{"from":{"id":77},"data":"buy:5"}}""", "callback_query from 77, data of 5 characters")]
    [InlineData("""{"update_id":1,"inline_query":{"from":{"id":77},"query":"secret"}}""", "inline_query from 77, query of 6 characters")]
    [InlineData("""{"update_id":1,"something_new":{"a":1}}""", "something_new")]
    [InlineData("""{"update_id":1}""", "unknown kind")]
    public void Of_Update_NamesItsKindAndNothingItSays(string update, string expected) =>
        Assert.Equal(expected, UpdateSummary.Of(
            new Job { Payload = default, Lane = "main:5", Bot = "main", Update = Encoding.UTF8.GetBytes(update) }));

    [Fact]
    public void Of_JobThatCannotBeRead_SaysWhy() =>
        Assert.Equal("cannot be read: It is\\nbroken.",
            UpdateSummary.Of(new Job { Payload = default, Lane = "!entry:1", Bot = "", Problem = "It is\nbroken." }));
}
