using System.Net;
using Microsoft.Extensions.Primitives;
using TgWorker.Intake.Receiving;

namespace TgWorker.Intake.Tests.Receiving;

public class ClientAddressTests
{
    private const string Telegram = "149.154.167.220";

    // 127.0.0.1 and 10.0.0.0/8 are our proxies.
    [Theory]
    [InlineData("203.0.113.9", null, "203.0.113.9")]
    [InlineData("203.0.113.9", Telegram, "203.0.113.9")] // A stranger writes what he likes.
    [InlineData("127.0.0.1", Telegram, Telegram)]
    [InlineData("127.0.0.1", Telegram + ", 203.0.113.9", "203.0.113.9")] // Forged by the client, appended by the proxy.
    [InlineData("127.0.0.1", "203.0.113.9, " + Telegram, Telegram)]
    [InlineData("127.0.0.1", Telegram + ", 203.0.113.9, 10.1.2.3", "203.0.113.9")]
    [InlineData("127.0.0.1", Telegram + ":4711", Telegram)]
    [InlineData("::ffff:127.0.0.1", "::ffff:" + Telegram, Telegram)]
    [InlineData("127.0.0.1", null, "127.0.0.1")]
    [InlineData("127.0.0.1", "unknown", null)]
    [InlineData("127.0.0.1", Telegram + ", garbage", null)]
    [InlineData("127.0.0.1", "garbage, " + Telegram, Telegram)] // In front of the hop that counts anything may stand.
    [InlineData("127.0.0.1", Telegram + ",", null)]
    [InlineData("127.0.0.1", "", null)]
    [InlineData("127.0.0.1", "10.1.2.3", "10.1.2.3")] // Proxies only.
    [InlineData("10.1.2.3", Telegram + ", 10.4.5.6, 10.7.8.9", Telegram)]
    [InlineData("::1", "2001:db8::7", "2001:db8::7")]
    [InlineData("::1", "[2001:db8::7]:4711", "2001:db8::7")]
    [InlineData("::1", "[2001:db8::7]", "2001:db8::7")]
    [InlineData("2001:db8::9", Telegram, "2001:db8::9")]
    [InlineData(null, Telegram + ", 203.0.113.9", "203.0.113.9")]
    [InlineData(null, Telegram, Telegram)] // Over a Unix socket.
    [InlineData(null, null, null)]
    public void Client_IsTheLastHopThatIsNoProxyOfOurs(string? peer, string? forwarded, string? client) =>
        Assert.Equal(client, ClientAddress.Of(
            peer is null ? null : IPAddress.Parse(peer), forwarded is null ? default : new StringValues(forwarded), IsProxy)?.ToString());

    [Fact]
    public void Client_HeadersInSeveralLines_AreOneList() =>
        Assert.Equal("203.0.113.9", ClientAddress.Of(IPAddress.Loopback, new StringValues([Telegram, "203.0.113.9"]), IsProxy)?.ToString());

    private static bool IsProxy(IPAddress address) => IPAddress.IsLoopback(address) || IPNetwork.Parse("10.0.0.0/8").Contains(address);
}
