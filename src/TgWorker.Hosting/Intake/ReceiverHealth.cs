using Microsoft.Extensions.DependencyInjection;
using TgWorker.Hosting.Health;
using TgWorker.Intake.Receiving;

namespace TgWorker.Hosting.Intake;

/// <summary>Whether the receiver takes updates.</summary>
internal sealed class ReceiverHealth(ReceiverSwitch isOn, IServiceProvider services) : IHealthSign
{
    public string? Dead => null;

    public string? NotReady => isOn.Receiver is null ? "the receiver has not begun" : services.GetRequiredService<ReceiverState>().NotReady;
}
