using Microsoft.Extensions.Hosting;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>A host that only notes that it was told to stop.</summary>
internal sealed class FakeLifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public bool IsTold { get; private set; }

    public void StopApplication() => IsTold = true;
}
