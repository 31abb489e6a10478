using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TgWorker.TestSupport.Processes;

/// <summary>Sends POSIX signals, which <see cref="Process"/> cannot.</summary>
internal static partial class Signals
{
    public const int HangUp = 1;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Interrupt = 2;

    private const int Esrch = 3;

    public static readonly int User2 = OperatingSystem.IsLinux() ? 12 : 31;

    // The numbers of these two differ between Linux and the BSDs.
    public static readonly int Continue = OperatingSystem.IsMacOS() ? 19 : 18;
    public static readonly int Stop = OperatingSystem.IsMacOS() ? 17 : 19;

    /// <summary>Signals a child of this process; one that has ended meanwhile is left alone.</summary>
    public static void Send(Process process, int signal)
    {
        if (process.HasExited)
        {
            return;
        }

        if (SendSignal(process.Id, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not Esrch)
        {
            throw new Win32Exception(error, $"Signal {signal} to process {process.Id} was refused.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int pid, int signal);
}
