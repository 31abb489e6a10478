using System.Text;
using TgWorker.Core.Telemetry;
using TgWorker.Core.Updates;

namespace TgWorker.Core.Tests.Telemetry;

public class UpdateRouteTests
{
    [Theory]
    [InlineData("""{"update_id":1,"message":{"poll":{}}}""", "message")]
    [InlineData("""{"callback_query":{"message":{}},"update_id":1}""", "callback_query")]
    [InlineData("""{"update_id":1,"made_up_by_a_stranger":{}}""", "other")]
    [InlineData("""{"update_id":1""", "other")]
    [InlineData("""[]""", "other")]
    [InlineData("", "other")]
    public void Of_AnyUpdate_IsOneOfTelegramsKinds(string update, string expected) =>
        Assert.Equal(expected, UpdateRoute.Of(new UpdateView(Encoding.UTF8.GetBytes(update))));
}
