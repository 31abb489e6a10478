using System.Text;
using TgWorker.Redis.Horizon;
using Xunit;

namespace TgWorker.Redis.Tests.Laravel;

public class HorizonPayloadTests
{
    [Theory]
    [InlineData("{\"attempts\":0,\"displayName\":\"X\",\"data\":{\"attempts\":7}}",
        "{\"attempts\":12,\"displayName\":\"X\",\"data\":{\"attempts\":7}}")]
    [InlineData("{\"data\":{\"attempts\":7},\"displayName\":\"X\",\"attempts\":10}",
        "{\"data\":{\"attempts\":7},\"displayName\":\"X\",\"attempts\":12}")]
    [InlineData("{\"id\":123456789012345678,\"displayName\":\"\\u00e9\",\"tags\":[],\"attempts\":1}",
        "{\"id\":123456789012345678,\"displayName\":\"\\u00e9\",\"tags\":[],\"attempts\":12}")]
    [InlineData("{\"attempts\":0}", "{\"displayName\":\"Unknown\",\"attempts\":12}")]
    [InlineData("{\"displayName\":\"X\"}", "{\"displayName\":\"X\"}")]
    [InlineData("not json", "not json")]
    [InlineData("", "")]
    public void WithAttempts_AnyEnvelope_ChangesOnlyTheCount(string envelope, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(HorizonPayload.Read(Encoding.UTF8.GetBytes(envelope)).WithAttempts(12)));

    [Theory]
    [InlineData("{\"tags\":[\"a\",\"b\\u0063\"],\"data\":{\"tags\":[\"x\"]}}", "a,bc")]
    [InlineData("{\"tags\":{}}", "")]
    [InlineData("{\"tags\":[1,{\"a\":\"b\"},\"c\"]}", "c")]
    [InlineData("{\"tags\":[\"a\",", "a")]
    [InlineData("{\"tags\":null}", "")]
    public void Tags_AnyEnvelope_AreThoseOfTheTopLevel(string envelope, string tags) =>
        Assert.Equal(tags, string.Join(',', HorizonPayload.Read(Encoding.UTF8.GetBytes(envelope)).Tags));

    [Theory]
    [InlineData("{\"silenced\":true}", true)]
    [InlineData("{\"silenced\":false}", false)]
    [InlineData("{\"data\":{\"silenced\":true},\"silenced\":false}", false)]
    [InlineData("{\"data\":\"\\\"silenced\\\":true\"}", false)]
    public void Silences_AnyEnvelope_LooksAtTheTopLevel(string envelope, bool silenced) =>
        Assert.Equal(silenced, HorizonPayload.Silences(Encoding.UTF8.GetBytes(envelope)));
}
