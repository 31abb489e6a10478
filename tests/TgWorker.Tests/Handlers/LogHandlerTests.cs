using System.Text;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;
using TgWorker.Handlers;

namespace TgWorker.Tests.Handlers;

public sealed class LogHandlerTests
{
    [Fact]
    public async Task Handle_Update_IsOneLineWithoutItsText()
    {
        var log = new LinesLog<LogHandler>();

        Assert.Equal(UpdateOutcome.Handled,
            await new LogHandler(log).HandleAsync(UpdateContexts.Of(bot: "ma\nin"), CancellationToken.None));

        Assert.Equal("Bot ma\\nin, update 42: message, lane main:-100, try 2", Assert.Single(log.Lines));
    }

    [Theory]
    [InlineData("""{"update_id":1,"callback_query":{"id":"1"}}""", "callback_query")]
    [InlineData("""{"poll":{},"update_id":1}""", "poll")]
    [InlineData("""{"update_id":1}""", "unknown")]
    [InlineData("""{"update_id":[1,2],"message":1}""", "message")]
    [InlineData("""["message"]""", "unknown")]
    [InlineData("""{"update_id":""", "unknown")]
    [InlineData("", "unknown")]
    public void Kind_OfAnUpdate_IsTheFieldBesideItsId(string update, string expected) =>
        Assert.Equal(expected, LogHandler.KindOf(new UpdateView(Encoding.UTF8.GetBytes(update))));
}
