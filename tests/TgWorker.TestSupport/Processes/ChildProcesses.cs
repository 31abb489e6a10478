using System.Diagnostics;

namespace TgWorker.TestSupport.Processes;

/// <summary>Ends what tests started when the test host ends without disposing it.</summary>
internal static class ChildProcesses
{
    private static readonly HashSet<Process> Running = [];

    static ChildProcesses() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAll();

    public static void Add(Process process)
    {
        lock (Running)
        {
            Running.Add(process);
        }
    }

    public static void Remove(Process process)
    {
        lock (Running)
        {
            Running.Remove(process);
        }
    }

    private static void EndAll()
    {
        lock (Running)
        {
            foreach (var process in Running)
            {
                Signals.Send(process, Signals.Kill);
            }
        }
    }
}
