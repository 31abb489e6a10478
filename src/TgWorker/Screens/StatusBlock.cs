using System.Text;

namespace TgWorker.Screens;

/// <summary>
/// A block of lines that stays at the end of a terminal while others scroll by above it. Each showing is one write that overwrites what it
/// replaces, and clears nothing before: it does not flicker.
/// </summary>
internal sealed class StatusBlock(TextWriter terminal)
{
    // Terminals that know it show what stands between at once; the others ignore it.
    private const string Begin = "\e[?2026h";
    private const string End = "\e[?2026l";
    private const string ClearLine = "\e[K";
    private const string ClearBelow = "\e[J";

    private int _shown;

    /// <summary>Shows the block again, with new lines above it.</summary>
    public void Show(IReadOnlyList<string> above, IReadOnlyList<string> block)
    {
        var text = new StringBuilder(Begin).Append('\r');
        if (_shown > 1)
        {
            text.Append("\e[").Append(_shown - 1).Append('A');
        }

        foreach (var line in above)
        {
            text.Append(line).Append(ClearLine).Append('\n');
        }

        for (var i = 0; i < block.Count; i++)
        {
            text.Append(i == 0 ? "" : "\n").Append(block[i]).Append(ClearLine);
        }

        _shown = block.Count;
        terminal.Write(text.Append(ClearBelow).Append(End).ToString());
        terminal.Flush();
    }
}
