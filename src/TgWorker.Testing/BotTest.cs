using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TgWorker.Bots.Albums;
using TgWorker.Bots.BotApi;
using TgWorker.Bots.Modules;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;

namespace TgWorker.Testing;

/// <summary>
/// A bot in a test: takes updates one by one, as a worker would give them to it, and tells which route handled each, what it
/// asked of Telegram and what became of it. No Redis, no network. State and <c>OnceAsync</c> work as they do in the queue.
/// </summary>
/// <remarks>
/// Register services and routes first; they are built with the first update. Feeding an update again is a second delivery of
/// it when it is the same job: see <see cref="FeedAsync(TestUpdate, int)"/>.
/// </remarks>
public sealed class BotTest : IAsyncDisposable
{
    private readonly TestMemory _memory = new();
    private readonly ConfigurationManager _configuration = new();
    private readonly TgWorkerOptions _options = new();
    private readonly AsyncLocal<HandledUpdate?> _current = new();
    private ServiceProvider? _provider;
    private long _fence;

    /// <summary>Creates a test of a bot called <c>main</c>.</summary>
    public BotTest()
    {
        Services.AddSingleton<IConfiguration>(_configuration);
        Services.AddSingleton(_options);
        Services.AddLogging();
        AddBot("main");
    }

    /// <summary>The services that handlers are made of.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>The settings that the bot reads.</summary>
    public IConfiguration Configuration => _configuration;

    /// <summary>The bot's routes.</summary>
    public UpdateRoutes Routes { get; } = new();

    /// <summary>Telegram, as the bot sees it.</summary>
    public FakeTelegram Telegram { get; } = new();

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

    /// <summary>Configures one more bot.</summary>
    public void AddBot(string name) => _options.Bots[name] = new BotOptions { Token = $"{_options.Bots.Count + 1}:test", BaseUrl = FakeTelegram.Address };

    /// <summary>Gives the bot an update, as the given try of its delivery.</summary>
    public async Task<HandledUpdate> FeedAsync(TestUpdate update, int attempt = 1)
    {
        ArgumentNullException.ThrowIfNull(update);
        var handler = Provider().GetRequiredService<IUpdateHandler>();
        var handled = new HandledUpdate();
        _current.Value = handled;
        Telegram.Begin(handled);
        var job = update.ToJob();
        var context = new UpdateContext(new Delivery(job, job.Lane, ++_fence), attempt, _memory);
        context.Keep(new WholeAlbums());
        try
        {
            handled.Outcome = await handler.HandleAsync(context, CancellationToken.None).ConfigureAwait(false);
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

        return handled;
    }

    /// <summary>
    /// Gives the bot a script of updates, one after the other. The messages of an album in it are handed over together, without a
    /// wait, at the turn of the first of them.
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

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_provider is not null)
        {
            await _provider.DisposeAsync().ConfigureAwait(false);
        }

        _configuration.Dispose();
    }

    private ServiceProvider Provider()
    {
        if (_provider is null)
        {
            Services.TryAddSingleton(TimeProvider.System);
            RoutedServices.Add(Services, Routes, (_, route) => _current.Value!.Routes.Add(route));
            Services.AddHttpClient(ConfiguredBots.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => Telegram);
            _provider = Services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        }

        return _provider;
    }
}
