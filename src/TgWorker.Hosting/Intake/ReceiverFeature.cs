using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Listening;
using TgWorker.Intake.Listening;
using TgWorker.Intake.Receiving;

namespace TgWorker.Hosting.Intake;

/// <summary>
/// The receiver: on addresses of its own where <c>Receiver:Listen</c> names them, else within the application around it, once that listens.
/// </summary>
internal sealed partial class ReceiverFeature(
    IOptions<ReceiverOptions> options, ReceiverLifetime receiver, ReceiverSwitch isOn, IServiceProvider services,
    IHostApplicationLifetime host, WorkerResult result, TimeProvider time,
    ILoggerFactory loggers, ILogger<ReceiverFeature> logger) : IHostedService, IAsyncDisposable
{
    private WebListener? _listener;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var problems = ReceiverOptionsCheck.Problems(options.Value).ToList();
        if (problems.Count > 0)
        {
            throw new FeatureStartException(string.Join(" ", problems), ExitCode.Usage);
        }

        isOn.Receiver = receiver;
        if (options.Value.Listen.Count == 0)
        {
            host.ApplicationStarted.Register(BeginInside);
            return;
        }

        if (receiver.Problem(options.Value.Listen) is { } problem)
        {
            throw new FeatureStartException(problem, ExitCode.Usage);
        }

        await ListenAsync(cancellationToken);
        receiver.Begin(_listener!.Urls);
    }

    // What runs was let end before, see ReceiverDrain.
    public async Task StopAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _listener, null) is { } listener)
        {
            await listener.DisposeAsync();
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var urls = options.Value.Listen.Select(url => ListenUrl.Parse(url)!).ToList();
        ReloadedCertificate? certificate = null;
        if (urls.Any(url => url.IsTls))
        {
            certificate = new ReloadedCertificate(
                options.Value.Certificate!, options.Value.CertificateKey, time, loggers.CreateLogger<ReloadedCertificate>());
            if (certificate.Load() is { } problem)
            {
                throw new FeatureStartException(problem + ".", ExitCode.Usage);
            }
        }

        _listener = await WebListener.StartAsync(
            "The receiver",
            string.Join(", ", options.Value.Listen),
            kestrel => ReceiverPorts.Open(kestrel, urls, certificate),
            application => ReceiverServices.Map(application, services),
            loggers,
            "Give another --listen (Receiver:Listen)",
            cancellationToken);
        ReceiverPorts.Share(urls);
    }

    private void BeginInside()
    {
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (receiver.Problem(addresses) is { } problem)
        {
            LogRefused(problem);
            result.End(ExitCode.Usage);
            host.StopApplication();
            return;
        }

        receiver.Begin(addresses);
    }

    [LoggerMessage(608, LogLevel.Critical, "{Problem}")]
    private partial void LogRefused(string problem);
}
