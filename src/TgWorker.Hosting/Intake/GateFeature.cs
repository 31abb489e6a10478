using Microsoft.Extensions.Hosting;
using TgWorker.Hosting.Lifetime;
using TgWorker.Intake.Accepting;

namespace TgWorker.Hosting.Intake;

/// <summary>Watches whether the queue takes updates.</summary>
internal sealed class GateFeature(IntakeGate gate, WorkerResult result) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => gate.StartAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await gate.StopAsync(cancellationToken);
        result.End(gate.Hopeless is null ? ExitCode.Done : ExitCode.Usage);
    }
}
