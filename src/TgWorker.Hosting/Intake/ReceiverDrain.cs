using Microsoft.Extensions.Hosting;

namespace TgWorker.Hosting.Intake;

/// <summary>Ends taking updates before any server of the host is told to stop.</summary>
internal sealed class ReceiverDrain(ReceiverSwitch isOn) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => isOn.Receiver?.DrainAsync(cancellationToken) ?? Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
