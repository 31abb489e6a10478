using Microsoft.Extensions.Hosting;
using TgWorker.Hosting.Lifetime;
using TgWorker.Intake.Accepting;

namespace TgWorker.Hosting.Intake;

/// <summary>Watches whether the queue takes updates, and counts those it took.</summary>
internal sealed class GateFeature(IntakeGate gate, IntakeTally tally, WorkerResult result) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await gate.StartAsync(cancellationToken);
        await tally.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await tally.StopAsync(cancellationToken);
        await gate.StopAsync(cancellationToken);
        result.End(gate.Hopeless is null ? ExitCode.Done : ExitCode.Usage);
    }
}
