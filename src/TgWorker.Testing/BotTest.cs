using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TgWorker.Bots.Albums;
using TgWorker.Bots.Broadcasts;
using TgWorker.Bots.Clients;
using TgWorker.Bots.Outbox;
using TgWorker.Bots.Outgoing;
using TgWorker.Bots.Running;
using TgWorker.Bots.Timers;
using TgWorker.Bots;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;
using TgWorker.Testing.Sending;
using TgWorker.Testing.Timing;

namespace TgWorker.Testing;

/// <summary>
/// A bot in a test. It takes updates one by one, as a worker would hand them over, and tells which route handled each, what it called on
/// Telegram, and what became of it. No Redis, no network, no waiting. State and <c>OnceAsync</c> work as they do in the queue.
/// </summary>
/// <remarks>
/// Register services and routes first; they are built with the first update. Feeding the same job again is a second delivery of it: see
/// <see cref="FeedAsync(TestUpdate, int)"/>.
/// </remarks>
public sealed class BotTest : IAsyncDisposable
{
    // When the messages of TestUpdate were sent.
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(TestUpdate.SentAt);

    private readonly TestMemory _memory;
    private readonly TestTimers _timers;
    private readonly TestOutbox _outbox;
    private readonly TestBroadcasts _broadcasts;
    private readonly TestSendLimits _limits;
    private readonly TestPump _pump;
    private readonly ConfigurationManager _configuration = new();
    private readonly Dictionary<string, TelegramBotOptions> _bots = new(StringComparer.Ordinal);
    private readonly AsyncLocal<HandledUpdate?> _current = new();
    private readonly List<HandledUpdate> _handled = [];
    private ServiceProvider? _provider;
    private long _fence;

    /// <summary>Creates a test with one bot, called <c>main</c>.</summary>
    public BotTest()
    {
        _memory = new TestMemory(Time);
        _timers = new TestTimers(Time);
        _outbox = new TestOutbox(Time);
        Services.AddSingleton<IOutbox>(_outbox.Open());
        _broadcasts = new TestBroadcasts(_outbox.Put);
        Services.AddSingleton<IBroadcasts>(new BotBroadcasts(
            _ => new(_broadcasts), Time, bot => Bots.ClientOf(bot)));
        _limits = new TestSendLimits(Time);
        _pump = new TestPump(_broadcasts, Time, TakeTurnAsync);
        Services.AddSingleton<IBotTimers>(new BotTimers(_ => new(_timers)));
        Telegram = new FakeTelegram(Time);
        Services.AddSingleton<IConfiguration>(_configuration);
        Services.AddSingleton(new ConfiguredBots(_bots));
        Services.AddSingleton(Outgoing);
        Services.AddLogging();
        AddBot("main");
    }

    /// <summary>The services that handlers can take.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>The settings that the bot reads.</summary>
    public IConfiguration Configuration => _configuration;

    /// <summary>How handlers call Telegram, as in the section <c>Outgoing</c>.</summary>
    public OutgoingOptions Outgoing { get; } = new();

    /// <summary>
    /// Whether calls wait for their turn under <see cref="OutgoingLimits"/>. Short waits pass at once, by <see cref="Time"/>; longer ones
    /// park the update. Default false: time stands still, however much the bot sends.
    /// </summary>
    public bool EnforceLimits { get; set; }

    /// <summary>The bot's routes.</summary>
    public UpdateRoutes Routes { get; } = new();

    /// <summary>Telegram, as the bot sees it.</summary>
    public FakeTelegram Telegram { get; }

    /// <summary>
    /// The time. It stands still until the test advances it, and begins when the messages of <see cref="TestUpdate"/> were sent.
    /// </summary>
    public FakeTimeProvider Time { get; } = new(Start);

    /// <summary>The timers that are set and have not gone off, soonest first.</summary>
    public IReadOnlyList<PendingTimer> Timers => _timers.Pending;

    /// <summary>What was sent through <see cref="IOutbox"/> and still waits, next one first; <see cref="PassAsync"/> sends it.</summary>
    public IReadOnlyList<TestUpdate> Outbox => _outbox.Waiting;

    /// <summary>
    /// Everything so far as text, for <see cref="Approved.Check"/>: what users sent, what the bot called on Telegram, how each update
    /// ended.
    /// </summary>
    public string Transcript => Testing.Transcript.Write(_handled);

    /// <summary>Creates a test of a module.</summary>
    /// <param name="settings">The settings that it reads.</param>
    public static BotTest Of<TModule>(params (string Key, string Value)[] settings)
        where TModule : IBotModule, new()
    {
        var test = new BotTest();
        foreach (var (key, value) in settings)
        {
            test._configuration[key] = value;
        }

        var module = new TModule();
        module.ConfigureServices(test.Services, test.Configuration);
        module.Map(test.Routes);
        return test;
    }

    /// <summary>Adds another bot.</summary>
    public void AddBot(string name) =>
        _bots[name] = new TelegramBotOptions { Token = $"{_bots.Count + 1}:test", BaseUrl = FakeTelegram.Address };

    /// <summary>Removes all bots, the first one too: a test without a token.</summary>
    public void RemoveBots() => _bots.Clear();

    /// <summary>Builds the bot as a worker does at startup; otherwise, the first update does.</summary>
    /// <exception cref="InvalidRoutesException">A route cannot work; the message lists all such routes.</exception>
    public void Build() => Provider().GetRequiredService<IUpdateHandler>();

    /// <summary>Feeds the bot an update, as the given try of its delivery.</summary>
    public async Task<HandledUpdate> FeedAsync(TestUpdate update, int attempt = 1)
    {
        ArgumentNullException.ThrowIfNull(update);
        var handler = Provider().GetRequiredService<IUpdateHandler>();
        var handled = new HandledUpdate(update, attempt);
        _handled.Add(handled);
        _current.Value = handled;
        Telegram.Begin(handled);
        var job = update.ToJob();
        var delivery = new Delivery(job, job.Lane, ++_fence);
        var context = new UpdateContext(delivery, attempt, _memory)
        {
            QueueTimers = _timers, SendLimits = EnforceLimits ? _limits : null,
        };
        context.Keep(new WholeAlbums());
        try
        {
            handled.Outcome = await All(handler).HandleAsync(context, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IUpdateOutcomeSource)
        {
            (handled.Exception, handled.Outcome) = (e, ((IUpdateOutcomeSource)e).Outcome);
        }
#pragma warning disable CA1031 // Whatever a handler throws is a failed try.
        catch (Exception e)
#pragma warning restore CA1031
        {
            (handled.Exception, handled.Outcome) = (e, UpdateOutcome.Retry($"{e.GetType().Name}: {e.Message}"));
        }

        if (handled.Outcome.Kind is OutcomeKind.Handled or OutcomeKind.Skip)
        {
            _memory.Finish(delivery);
        }

        return handled;
    }

    /// <summary>
    /// Feeds the bot several updates, one after the other. The messages of an album among them are handed over together, without a wait, at
    /// the turn of the first.
    /// </summary>
    public async Task<IReadOnlyList<HandledUpdate>> FeedAsync(params TestUpdate[] script)
    {
        ArgumentNullException.ThrowIfNull(script);
        var handled = new List<HandledUpdate>(script.Length);
        for (var i = 0; i < script.Length; i++)
        {
            _memory.Behind = new ArraySegment<TestUpdate>(script)[(i + 1)..];
            handled.Add(await FeedAsync(script[i]).ConfigureAwait(false));
        }

        return handled;
    }

    /// <summary>
    /// Feeds the bot an update repeatedly, as a worker does, until it is handled or given up. Waits and delays between tries pass at once,
    /// by <see cref="Time"/>.
    /// </summary>
    /// <param name="update">The update.</param>
    /// <param name="tries">The number of failed tries after which the update is given up. Default 3.</param>
    /// <returns>Every try, in order; at most 100.</returns>
    public async Task<IReadOnlyList<HandledUpdate>> FeedToTheEndAsync(TestUpdate update, int tries = 3)
    {
        const int most = 100;
        var handled = new List<HandledUpdate>();
        for (var attempt = 1; attempt <= tries && handled.Count < most;)
        {
            var at = await FeedAsync(update, attempt).ConfigureAwait(false);
            handled.Add(at);
            if (at.Outcome.Kind is not (OutcomeKind.Wait or OutcomeKind.Retry))
            {
                break;
            }

            attempt += at.Outcome.Kind == OutcomeKind.Retry ? 1 : 0;
            Time.Advance(at.Outcome.After ?? TimeSpan.FromSeconds(1));
        }

        return handled;
    }

    /// <summary>
    /// Lets time pass, timer by timer. Each timer goes off when it is due and is handled to the end, including timers that its handler
    /// sets. What waits in the <see cref="Outbox"/> is sent before, between and after. Broadcasts are sent when their time has come, and
    /// with <see cref="EnforceLimits"/> at the bot's rate.
    /// </summary>
    /// <param name="time">How much time passes.</param>
    /// <returns>What the bot did with each update: every try, in order.</returns>
    public async Task<IReadOnlyList<HandledUpdate>> PassAsync(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        var handled = new List<HandledUpdate>();
        await SendAsync(handled).ConfigureAwait(false);
        while (_pump.NextOr(_timers.NextDue) is { } next && next <= end)
        {
            Time.Advance(next > Time.GetUtcNow() ? next - Time.GetUtcNow() : TimeSpan.Zero);
            if (_timers.TakeDue() is { } update)
            {
                handled.AddRange(await FeedToTheEndAsync(update).ConfigureAwait(false));
            }

            await SendAsync(handled).ConfigureAwait(false);
        }

        Time.Advance(end > Time.GetUtcNow() ? end - Time.GetUtcNow() : TimeSpan.Zero);
        await SendAsync(handled).ConfigureAwait(false);
        return handled;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync().ConfigureAwait(false);
        }

        Telegram.Dispose();
        _configuration.Dispose();
    }

    private ITelegramBots Bots => Provider().GetRequiredService<ITelegramBots>();

    private Task<TimeSpan> TakeTurnAsync(StoredPlan plan) =>
        EnforceLimits ? _limits.WaitAsync(BroadcastPump.WishOf(plan, Outgoing.Limits, Bots)) : Task.FromResult(TimeSpan.Zero);

    private BroadcastHandler All(IUpdateHandler handler) => new(
        OutgoingHandler.Around(handler, Provider()), [_broadcasts], Time);

    private async Task SendAsync(List<HandledUpdate> handled)
    {
        do
        {
            while (_outbox.TakeNext() is { } message)
            {
                handled.AddRange(await FeedToTheEndAsync(message).ConfigureAwait(false));
            }
        }
        while (await _pump.PumpAsync().ConfigureAwait(false));
    }

    private ServiceProvider Provider()
    {
        if (_provider is null)
        {
            Services.TryAddSingleton<TimeProvider>(Time);
            Services.TryAddSingleton(new CallWaits((wait, _) =>
            {
                Time.Advance(wait);
                return Task.CompletedTask;
            }));
            RoutedServices.Add(Services, Routes, (_, route) => _current.Value!.Routes.Add(route));
            Services.AddHttpClient(RoutedServices.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => Telegram);
            _provider = Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        }

        return _provider;
    }
}
