using System.Diagnostics;
using TgWorker.Hosting.Forwarding;
using TgWorker.Hosting.Telemetry;

namespace TgWorker.Tests.Telemetry;

public class SecretMaskTests
{
    [Theory]
    [InlineData("https://api.telegram.org/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage",
        "https://api.telegram.org/bot***/sendMessage")]
    [InlineData("http://127.0.0.1:8081/bot1%3aABC/getMe?x=1", "http://127.0.0.1:8081/bot***/getMe?x=1")]
    [InlineData("https://api.telegram.org/file/bot1:ABC/photo.jpg", "https://api.telegram.org/file/bot***/photo.jpg")]
    [InlineData("http://app:8080/hook/s3cret?*", "http://app:8080/***?*")]
    [InlineData("http://other/tg/110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "http://other/tg/***")]
    [InlineData("http://127.0.0.1/bots/42", "http://127.0.0.1/bots/42")]
    public void OnEnd_OfARequest_HidesTheToken(string url, string expected)
    {
        using var mask = new SecretMask(new ForwardOptions { To = new Uri("http://app:8080/hook/s3cret?x=1") });
        using var request = new Activity("POST").SetTag("url.full", url);

        mask.OnEnd(request);

        Assert.Equal(expected, request.GetTagItem("url.full"));
    }
}
