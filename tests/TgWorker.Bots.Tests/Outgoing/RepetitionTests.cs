using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Bots.Outgoing;
using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Tests.Outgoing;

/// <summary>Calls that are made again: what goes out the second time, and when there is no time for it.</summary>
public sealed class RepetitionTests : IDisposable
{
    private const string Ok = """{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}""";
    private const string Flood = """{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":3}}""";
    private const string Migrated =
        """{"ok":false,"error_code":400,"description":"Bad Request","parameters":{"migrate_to_chat_id":-1005}}""";

    private readonly FakeTimeProvider _time = new();
    private readonly Bodies _telegram = new();
    private TimeSpan _waited;

    public void Dispose() => _telegram.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, Flood, "-5")]
    [InlineData(HttpStatusCode.BadRequest, Migrated, "-1005")]
    public async Task Upload_MadeAgain_HasItsFileInFull(HttpStatusCode status, string refusal, string chat)
    {
        _telegram.Answers.Enqueue((status, refusal));

        await Client(endsIn: null)
            .SendDocument(-5, new InputFileStream(new MemoryStream("content of the file"u8.ToArray()), "a.txt"), "caption");

        Assert.Equal(2, _telegram.Sent.Count);
        Assert.All(_telegram.Sent, body => Assert.Contains("content of the file", body, StringComparison.Ordinal));
        Assert.Contains($"chat_id\r\n\r\n{chat}\r\n", _telegram.Sent[1], StringComparison.Ordinal);
        Assert.Contains("caption", _telegram.Sent[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2.9, false)]
    [InlineData(3.1, true)]
    public async Task Flood_TimeThatIsLeft_DecidesWhetherItIsWaitedFor(double endsIn, bool waits)
    {
        _telegram.Answers.Enqueue((HttpStatusCode.TooManyRequests, Flood));

        var refusal = await Record.ExceptionAsync(() => Client(endsIn).SendMessage(-5, "x"));

        Assert.Equal((waits, TimeSpan.FromSeconds(waits ? 3 : 0)), (refusal is null, _waited));
    }

    private UpdateClient Client(double? endsIn)
    {
        var bots = new TelegramBots(new Dictionary<string, TelegramBotOptions> { ["main"] = new() { Token = "1:one" } }, _telegram);
        var job = new Job { Payload = "{}"u8.ToArray(), Update = "{}"u8.ToArray(), Lane = "main:5", Bot = "main" };
        var context = new UpdateContext(new Delivery(job, job.Lane, 1), 1)
        {
            EndsAt = endsIn is { } seconds ? _time.GetTimestamp() + (long)(seconds * _time.TimestampFrequency) : null,
        };
        return new UpdateClient(bots.ClientOf("main"), context, null, new OutgoingOptions(), new CallWaits(PassAsync), _time);
    }

    private Task PassAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        _waited += wait;
        return Task.CompletedTask;
    }

    private sealed class Bodies : HttpMessageHandler
    {
        public Queue<(HttpStatusCode Status, string Text)> Answers { get; } = new();

        public List<string> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = new MemoryStream();
            await request.Content!.CopyToAsync(body, cancellationToken);
            Sent.Add(Encoding.UTF8.GetString(body.ToArray()));
            var (status, text) = Answers.TryDequeue(out var answer) ? answer : (HttpStatusCode.OK, Ok);
            return new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        }
    }
}
