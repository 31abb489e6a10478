using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using TgWorker.Intake.BotApi;
using TgWorker.Intake.Receiving;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.Intake.Webhooks;
using TgWorker.TestSupport.Telegram;
using TgWorker.TestSupport.Time;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Webhooks;

/// <summary>Telegram, a receiver with TLS, and the way between the two, each of which can be wrong.</summary>
internal sealed class WebhookStage : IAsyncDisposable
{
    public const string Secret = "s3cret";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly List<IAsyncDisposable> _running = [];
    private readonly HttpMessageInvoker _http = BotApiCaller.CreateHttp();

    private WebhookStage(TestAuthority authority)
    {
        Authority = authority;
        Network = new StagedNetwork { Authorities = [authority.Root] };
        Telegrams = new StagedNetwork { Authorities = [authority.Root] };
    }

    public TestAuthority Authority { get; }

    /// <summary>The way from here.</summary>
    public StagedNetwork Network { get; }

    /// <summary>The way from Telegram; the same unless a test says otherwise.</summary>
    public StagedNetwork Telegrams { get; }

    public FakeTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    public FakeIntakeQueue Queue { get; } = new();

    public BotApiServer Telegram { get; private set; } = null!;

    public BotApiBot Bot { get; private set; } = null!;

    public WebhookApi Api => new(new BotApiCaller(_http, IntakeBot, Time), Time);

    public IntakeBot IntakeBot => new("main", Bot.Token, new Uri(Telegram.Url));

    public static async Task<WebhookStage> StartAsync()
    {
        var stage = new WebhookStage(new TestAuthority());
        stage.Telegram = await BotApiServer.StartAsync(new BotApiServerOptions
        {
            Time = stage.Time,
            IsCloud = true,
            Resolve = host => stage.Telegrams.Lookup(host) is [var address, ..] ? address : null,
            Connect = stage.Telegrams.Lead,
            TrustedRoots = [stage.Authority.Root],
        });
        stage.Bot = stage.Telegram.AddBot("123:secret");
        return stage;
    }

    /// <summary>Starts the receiver behind the public address.</summary>
    /// <param name="certificate">What it shows; by default a good one, with its chain.</param>
    /// <param name="sendsChain">Whether it sends the intermediate certificate.</param>
    /// <param name="configure">What is special.</param>
    public async Task ReceiveAsync(X509Certificate2? certificate = null, bool sendsChain = true, Action<ReceiverOptions>? configure = null)
    {
        var host = await ReceiverHost.StartAsync(
            Queue,
            options =>
            {
                (options.Bots["main"], options.SecretTokens) = ([], [Secret]);
                configure?.Invoke(options);
            },
            listen: Listen(certificate ?? Authority.For(StagedNetwork.Host), sendsChain));
        _running.Add(host);
        Network.Port = Telegrams.Port = host.Url.Port;
        if (Queue.Check().IsCompletedSuccessfully)
        {
            await host.ReadyAsync();
        }
    }

    /// <summary>Starts another program behind the public address.</summary>
    public async Task ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration()
            .ConfigureKestrel(Listen(Authority.For(StagedNetwork.Host), sendsChain: true));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync();
        _running.Add(app);
        Network.Port = Telegrams.Port = new Uri(app.Urls.First()).Port;
    }

    public WebhookWish Wish(string url = $"https://{StagedNetwork.Host}/telegram/bot/webhook/main") =>
        new(IntakeBot, new Uri(url)) { Secret = Secret };

    /// <summary>Sets the webhook, while time passes.</summary>
    public async Task<WebhookReport> SetAsync(WebhookWish wish, Func<long, bool>? confirmDrop = null)
    {
        var setter = new WebhookSetter(Api, new HostCheck(Network, Time), Time);
        return await PassAsync(setter.SetAsync(wish, confirmDrop ?? (_ => false), CancellationToken.None));
    }

    /// <summary>Lets time pass while something waits for it; time limits of requests lie further ahead.</summary>
    public async Task<T> PassAsync<T>(Task<T> task)
    {
        await Eventually.TrueAsync(() =>
        {
            if (!task.IsCompleted && Time.UntilNextTimer is { } next && next <= Second)
            {
                Time.Advance(next);
            }

            return task.IsCompleted;
        });
        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        await Telegram.DisposeAsync();
        foreach (var running in _running)
        {
            await running.DisposeAsync();
        }

        _http.Dispose();
        Authority.Dispose();
    }

    private Action<KestrelServerOptions> Listen(X509Certificate2 certificate, bool sendsChain)
    {
        var context = SslStreamCertificateContext.Create(certificate, sendsChain ? [Authority.Intermediate] : [], offline: true);
        return kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            OnConnection = _ => new(new SslServerAuthenticationOptions { ServerCertificateContext = context }),
        }));
    }
}
