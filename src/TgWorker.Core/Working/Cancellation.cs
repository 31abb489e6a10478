using TgWorker.Core.Text;

namespace TgWorker.Core.Working;

/// <summary>What is said of a job that an operator cancelled.</summary>
internal static class Cancellation
{
    private const int LongestName = 128;

    /// <summary>Why it failed.</summary>
    public static string By(string name) => $"It was cancelled by an operator ({Shown(name)}).";

    /// <summary>A name that anybody may have written.</summary>
    public static string Shown(string name) => SafeText.Of(name, LongestName);
}
