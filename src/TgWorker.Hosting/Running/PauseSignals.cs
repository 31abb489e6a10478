using System.Runtime.InteropServices;
using TgWorker.Core.Working;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Hosting.Running;

/// <summary>SIGUSR2 pauses this worker and SIGCONT lets it go on, as for <c>queue:work</c>.</summary>
internal sealed class PauseSignals : IDisposable
{
    // Without a name in .NET; Linux and the BSDs number it differently.
    private static readonly PosixSignal Usr2 = (PosixSignal)(OperatingSystem.IsLinux() ? 12 : 31);

    private readonly PosixSignalRegistration? _pause;
    private readonly PosixSignalRegistration? _continue;

    public PauseSignals(UpdateWorker worker, LocalPause pause)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _pause = PosixSignalRegistration.Create(Usr2, signal =>
        {
            signal.Cancel = true;
            worker.Pause();
            pause.IsOn = true;
        });
        _continue = PosixSignalRegistration.Create(PosixSignal.SIGCONT, _ =>
        {
            worker.Continue();
            pause.IsOn = false;
        });
    }

    public void Dispose()
    {
        _pause?.Dispose();
        _continue?.Dispose();
    }
}
