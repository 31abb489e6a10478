using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Tests.Faults;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.Intake.Webhooks;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Moving;

/// <summary>A bot goes over from one intake to another, as docs/intake.md says, while people write.</summary>
public sealed class MoveTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime, IDisposable
{
    private static readonly EnvelopeReader Reader = new(new EnvelopeOptions());

    private readonly RedisQueueOptions _options = new() { Prefix = redis.NewPrefix() };
    private readonly Dictionary<string, IAsyncDisposable> _running = [];
    private RedisClient _client = null!;
    private BotApiServer _telegram = null!;
    private BotApiBot _bot = null!;
    private IntakeBot _intakeBot = null!;
    private readonly HttpMessageInvoker _http = BotApiCaller.CreateHttp();

    public async Task InitializeAsync()
    {
        _client = await RedisClient.ConnectAsync(redis.Configuration);
        _telegram = await BotApiServer.StartAsync();
        _bot = _telegram.AddBot("123:secret");
        _intakeBot = new IntakeBot("main", _bot.Token, new Uri(_telegram.Url));
    }

    public async Task DisposeAsync()
    {
        foreach (var running in _running.Values)
        {
            await running.DisposeAsync();
        }

        await _telegram.DisposeAsync();
        await _client.DisposeAsync();
    }

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData("tgook", "receiver")]
    [InlineData("tgook", "poller")]
    [InlineData("receiver", "tgook")]
    [InlineData("receiver", "poller")]
    [InlineData("poller", "tgook")]
    [InlineData("poller", "receiver")]
    public async Task Move_WhilePeopleWrite_LosesNothing_AndKeepsTelegramsOrder(string from, string to)
    {
        await GoToAsync(from);
        await using var traffic = new Traffic(_bot);
        await traffic.FlowsAsync();

        await GoToAsync(to);
        await traffic.FlowsAsync();
        await _running[from].DisposeAsync();
        _running.Remove(from);
        await traffic.FlowsAsync();
        await traffic.EndAsync();

        // What was under way while the bot moved may stand there twice, under one name and id: a worker drops the second.
        var jobs = (await _client.Database.ListRangeAsync(_options.Key)).Select(entry => Reader.Read((byte[])entry!)).ToList();
        Assert.Equal(["main"], jobs.Select(job => job.Bot).Distinct());
        var handled = jobs.Select(job => (int)job.UpdateId!).Distinct().ToList();
        HandledUpdates.AssertOnce(traffic.Added, handled);
        HandledUpdates.AssertOrder(traffic.Added, handled, update => update.Queue);
    }

    // The next is there before the one before is told to stop.
    private async Task GoToAsync(string intake)
    {
        var telegram = new WebhookApi(new BotApiCaller(_http, _intakeBot, TimeProvider.System), TimeProvider.System);
        switch (intake)
        {
            case "tgook":
                var tgook = await Tgook.StartAsync(entry => _client.Database.ListRightPushAsync(_options.Key, entry));
                _running.Add(intake, tgook);
                await SetAsync(tgook.Url, secret: null);
                break;
            case "receiver":
                var receiver = await ReceiverHost.StartAsync(
                    Open(), options => (options.Bots["main"], options.SecretTokens) = ([], ["s3cret"]));
                _running.Add(intake, receiver);
                await receiver.ReadyAsync();
                await SetAsync(receiver.Url, "s3cret");
                break;
            default:
                await telegram.DeleteAsync(dropsPending: false, CancellationToken.None);
                _running.Add(intake, await PollerHost.StartAsync(Open(), options => options.Bots.Add(_intakeBot)));
                await Eventually.TrueAsync(() => _bot.IsPolled || _bot.Pending == 0);
                break;
        }

        Task SetAsync(Uri url, string? secret) =>
            telegram.SetAsync(new WebhookWish(_intakeBot, new Uri(url, "/telegram/bot/webhook/main")) { Secret = secret },
                CancellationToken.None);
    }

    private RedisIntakeQueue Open() =>
        new(RedisConnectionOptions.FromUrl(redis.Url), _options, TimeProvider.System, NullLoggerFactory.Instance);
}
