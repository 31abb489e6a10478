namespace TgWorker.Sqlite.Clocks;

/// <summary>Tells one start of the machine from another.</summary>
internal static class MachineStart
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>
    /// Its name; empty where the system has none. Then a monotonic clock that went back shows that the machine was started again.
    /// </summary>
    public static string Name { get; } = Read();

    private static string Read()
    {
        try
        {
            return File.ReadAllText(BootId).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
