using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace TgWorker.Intake.Receiving;

/// <summary>The receiver's beginning and end in an application whose own server listens.</summary>
internal sealed class ReceiverLifecycle(IServer server, ReceiverLifetime lifetime) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (lifetime.Problem(addresses) is { } problem)
        {
            throw new OptionsValidationException(nameof(ReceiverOptions), typeof(ReceiverOptions), [problem]);
        }

        lifetime.Begin(addresses);
        return Task.CompletedTask;
    }

    // Before the server is told to stop.
    public Task StoppingAsync(CancellationToken cancellationToken) => lifetime.DrainAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
