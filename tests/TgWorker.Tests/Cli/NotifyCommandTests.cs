using System.Text.Json;
using TgWorker.Tests.Handlers;

namespace TgWorker.Tests.Cli;

public sealed class NotifyCommandTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Test_EverybodyHears_SaysSo()
    {
        await using var webhook = LoopbackEndpoint.Answering(200);
        await using var api = LoopbackEndpoint.Answering(200);
        _run.Variables["TGWORKER_Notify__Webhook"] = webhook.Url("/s3cret").ToString();
        _run.Variables["TGWORKER_Notify__TelegramApi"] = api.Url("").ToString();
        _run.Variables["TGWORKER_Notify__TelegramToken"] = "123:ABC";
        _run.Variables["TGWORKER_Notify__TelegramChat"] = "5";

        Assert.Equal(0, await _run.RunAsync("notify", "test"));

        Assert.Equal("the webhook: got it\nTelegram: got it\n", _run.Out);
        using var body = JsonDocument.Parse((await webhook.NextAsync()).Body);
        Assert.Equal("test", body.RootElement.GetProperty("event").GetString());
        Assert.Equal(1, api.Unread);
    }

    [Fact]
    public async Task Test_OneDoesNotHear_IsAFailureThatSaysWhyWithoutSecrets()
    {
        await using var webhook = LoopbackEndpoint.Answering(404);
        _run.Variables["TGWORKER_Notify__Webhook"] = webhook.Url("/s3cret").ToString();

        Assert.Equal(1, await _run.RunAsync("notify", "test"));
        Assert.Equal("the webhook: did not get it: HTTP 404\n", _run.Out);
        Assert.Equal(1, await _run.RunAsync("notify", "test", "--json"));
        Assert.Equal("""[{"to":"the webhook","heard":false,"problem":"HTTP 404"}]""" + "\n", _run.Out);
    }

    [Fact]
    public async Task Test_NobodyIsTold_SaysWhatToSet()
    {
        Assert.Equal(2, await _run.RunAsync("notify", "test"));
        Assert.Contains("set Notify:Webhook", _run.Error, StringComparison.Ordinal);
    }
}
