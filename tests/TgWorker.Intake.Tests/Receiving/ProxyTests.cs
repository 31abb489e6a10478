using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Core.Queues;
using TgWorker.Intake.Tests.TestSupport;

namespace TgWorker.Intake.Tests.Receiving;

/// <summary>Who may send, with real proxies between: each of them, Telegram and a stranger has an address of his own on loopback.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private static readonly IPAddress Telegram = IPAddress.Parse("127.0.0.77");
    private static readonly IPAddress Stranger = IPAddress.Parse("127.0.0.66");
    private static readonly IPAddress First = IPAddress.Parse("127.0.0.2");
    private static readonly IPAddress Second = IPAddress.Parse("127.0.0.3");

    private ReceiverHost _receiver = null!;
    private ForwardingProxy _inner = null!;
    private ForwardingProxy _outer = null!;

    /// <summary>What somebody may write into the header.</summary>
    public static TheoryData<string[]> Headers { get; } =
    [
        [], ["127.0.0.77"], ["127.0.0.77, 127.0.0.2"], ["127.0.0.77, 127.0.0.3, 127.0.0.2"], ["127.0.0.77", "127.0.0.77"], ["garbage"],
        ["127.0.0.77, garbage"], [","], [""], ["127.0.0.77,"],
        ["::ffff:127.0.0.77"], ["[::1]:99"], ["127.0.0.77:4711"], ["2001:db8::1, 127.0.0.77"], ["127.1"], ["0x7f00004d"],
        [string.Concat(Enumerable.Repeat("127.0.0.77, ", 400)) + "127.0.0.77"],
    ];

    private FakeIntakeQueue Queue => (FakeIntakeQueue)_receiver.Services.GetRequiredService<IIntakeQueue>();

    public async Task InitializeAsync()
    {
        _receiver = await ReceiverHost.StartAsync(new FakeIntakeQueue(), options =>
        {
            (options.Bots["main"], options.SecretTokens) = ([], ["s3cret"]);
            (options.AllowFrom, options.KnownProxies) = ([$"{Telegram}"], [$"{First}", $"{Second}/32"]);
        });
        _inner = await ForwardingProxy.StartAsync(Second, _receiver.Url);
        _outer = await ForwardingProxy.StartAsync(First, _inner.Url);
        await _receiver.ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        await _outer.DisposeAsync();
        await _inner.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Stranger_WhateverHeWrites_IsRefused_OnEachWay(string[] forged)
    {
        foreach (var way in new[] { _receiver.Url, _inner.Url, _outer.Url })
        {
            Assert.Equal(403, await PostAsync(Stranger, way, forged));
        }

        Assert.Empty(Queue.Batches);
    }

    [Fact]
    public async Task Telegram_IsTaken_OnEachWay()
    {
        foreach (var way in new[] { _receiver.Url, _inner.Url, _outer.Url })
        {
            Assert.Equal(200, await PostAsync(Telegram, way, []));
        }

        Assert.Equal(3, Queue.Batches.Count);
    }

    [Fact]
    public async Task Telegram_BehindAProxyThatIsNotKnown_IsRefused()
    {
        await using var unknown = await ForwardingProxy.StartAsync(IPAddress.Parse("127.0.0.99"), _receiver.Url);
        Assert.Equal(403, await PostAsync(Telegram, unknown.Url, []));
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Stranger_WhoReachesAProxyOfOurs_IsNotTakenForTheProxy(string[] forged)
    {
        // Listed by mistake: a proxy is no sender.
        await using var careless = await ReceiverHost.StartAsync(new FakeIntakeQueue(), options =>
        {
            (options.Bots["main"], options.SecretTokens) = ([], ["s3cret"]);
            (options.AllowFrom, options.KnownProxies) = ([$"{Telegram}", $"{Second}"], [$"{Second}"]);
        });
        await using var proxy = await ForwardingProxy.StartAsync(Second, careless.Url);
        Assert.Equal(403, await PostAsync(Stranger, proxy.Url, forged));
    }

    private static async Task<int> PostAsync(IPAddress from, Uri to, string[] forged)
    {
        using var http = ForwardingProxy.From(from);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(to, "/telegram/bot/webhook/main")) { Content = new StringContent("{}") };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", "s3cret");
        foreach (var value in forged)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", value);
        }

        using var response = await http.SendAsync(request, CancellationToken.None);
        return (int)response.StatusCode;
    }
}
