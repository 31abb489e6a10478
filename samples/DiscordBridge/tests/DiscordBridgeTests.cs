using System.Net;
using System.Text;
using TgWorker.Bots;
using TgWorker.Testing;

namespace DiscordBridge.Tests;

public sealed class DiscordBridgeTests : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("discord-bridge-");
    private readonly BotTest _test = BotTest.Of<DiscordBridge>(
        ("Bridge:WebhookUrl", "https://discord.example/webhook"), ("Bridge:ChatId", "-100"));

    private readonly Queue<string> _answers = new();
    private readonly List<string> _asked = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _test.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Discord_NewMessages_ComeToTheGroupInOrderAndOnce()
    {
        _answers.Enqueue("""[{"id":"5","content":"old","author":{"username":"ada"}}]""");
        _answers.Enqueue("""
            [{"id":"8","content":"two","author":{"username":"ada"}},
             {"id":"7","content":"copy","author":{"username":"Bo"},"webhook_id":"1"},
             {"id":"6","content":"one","author":{"username":"ada"}}]
            """);
        _answers.Enqueue("[]");

        var sent = new List<string>();
        _test.Routes.OnCommand("look", async (IOutbox outbox, CancellationToken stop) =>
        {
            using var http = new HttpClient(new Discord(this)) { BaseAddress = new Uri("https://discord.example/api/") };
            var options = new BridgeOptions { ChatId = -100, ChannelId = "9", LastFile = Path.Combine(_directory.FullName, "last") };
            await new DiscordReader(http, outbox, options).CopyAsync(stop);
        });
        for (var look = 0; look < 3; look++)
        {
            await _test.FeedAsync(TestUpdate.Text("/look", 7));
            sent.AddRange((await _test.PassAsync(TimeSpan.Zero))
                .SelectMany(update => update.Calls).Select(call => $"{call.ChatId} {call.Text}"));
        }

        Assert.Equal(["-100 ada: one", "-100 ada: two"], sent);
        Assert.Equal(["?limit=1", "?limit=100&after=5", "?limit=100&after=8"], _asked);
    }

    [Theory]
    [InlineData("Bridge:ChatId", "Bridge:WebhookUrl is missing: give the URL of a Discord webhook.")]
    [InlineData("Bridge:WebhookUrl", "Bridge:ChatId is missing: give the group's id, such as -1001234567890.")]
    public void Settings_OneIsMissing_IsSaidAtTheStart(string given, string error) => Assert.Equal(
        error, Assert.Throws<InvalidOperationException>(() => BotTest.Of<DiscordBridge>((given, "-100"))).Message);

    private sealed class Discord(DiscordBridgeTests test) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._asked.Add(request.RequestUri!.Query);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(test._answers.Dequeue(), Encoding.UTF8, "application/json"),
            });
        }
    }
}
