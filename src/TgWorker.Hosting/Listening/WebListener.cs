using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Hosting.Listening;

/// <summary>An ASP.NET Core server of one feature, within whatever host the feature is in.</summary>
/// <remarks>It has no configuration and hears no signals: the host's features say when it starts and stops.</remarks>
internal sealed class WebListener : IAsyncDisposable
{
    private readonly WebApplication _application;

    private WebListener(WebApplication application) => _application = application;

    /// <summary>Where it listens, with the ports that the system chose where it was asked to (port 0).</summary>
    public ICollection<string> Urls => _application.Urls;

    /// <summary>Starts it.</summary>
    /// <param name="what">What it is, with an article, for the message when it cannot be opened: "The health port".</param>
    /// <param name="address">Where it listens.</param>
    /// <param name="map">Adds what it answers.</param>
    /// <param name="loggers">Where its warnings go.</param>
    /// <param name="advice">What to do when it cannot be opened.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="FeatureStartException">The address cannot be opened, for one because another has it.</exception>
    public static Task<WebListener> StartAsync(
        string what, ListenAddress address, Action<WebApplication> map, ILoggerFactory loggers, string advice,
        CancellationToken cancellationToken) =>
        StartAsync(what, address.ToString(), address.ApplyTo, map, loggers, advice, cancellationToken);

    /// <summary>Starts it on whatever addresses.</summary>
    /// <param name="what">What it is, with an article.</param>
    /// <param name="where">Where it listens, for the message when it cannot be opened.</param>
    /// <param name="listen">Makes it listen there.</param>
    /// <param name="map">Adds what it answers.</param>
    /// <param name="loggers">Where its warnings go.</param>
    /// <param name="advice">What to do when it cannot be opened.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="FeatureStartException">An address cannot be opened.</exception>
    public static async Task<WebListener> StartAsync(
        string what, string where, Action<KestrelServerOptions> listen, Action<WebApplication> map, ILoggerFactory loggers, string advice,
        CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // Without the first filter, each request would be an activity, for log lines about requests that nobody writes. Without the
        // second, a port that is taken would be a stack trace, before the line that says so. The third: a connection that breaks within a
        // body is a warning of the server's with a stack.
        builder.Logging.AddProvider(new OuterLog(loggers)).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        WebApplication? application = null;
        try
        {
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                listen(kestrel);
            });
            application = builder.Build();
            map(application);
            await application.StartAsync(cancellationToken);
            return new WebListener(application);
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            if (application is not null)
            {
                await application.DisposeAsync();
            }

            throw new FeatureStartException($"{what} cannot be opened on {where}: {Reason(e)}. {advice}", ExitCode.Failed, e);
        }
    }

    /// <summary>Ends it once the requests that are being answered have been, or have had their time.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
    }

    private static string Reason(Exception exception) => exception.InnerException is AddressInUseException
        ? "another program has it"
        : (exception.InnerException ?? exception).Message.TrimEnd('.');

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
