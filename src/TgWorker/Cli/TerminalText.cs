using TgWorker.Core.Text;

namespace TgWorker.Cli;

/// <summary>Text of others as it may reach a terminal.</summary>
internal static class TerminalText
{
    /// <inheritdoc cref="SafeText.Escape"/>
    public static string Escape(string text) => SafeText.Escape(text);
}
