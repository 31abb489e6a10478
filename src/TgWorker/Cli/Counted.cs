using System.Globalization;

namespace TgWorker.Cli;

/// <summary>Numbers of things in words.</summary>
internal static class Counted
{
    public static string Jobs(long count) => count == 1 ? "1 job" : count.ToString(CultureInfo.InvariantCulture) + " jobs";
}
