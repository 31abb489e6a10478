using System.Globalization;
using TgWorker.Core.Operating;

namespace TgWorker.Cli;

/// <summary>Shows on a terminal how far a command is; elsewhere nothing. Erased at the end.</summary>
internal sealed class ProgressBar : IProgress<WorkDone>, IDisposable
{
    private const int Cells = 30;

    // Nobody waits for it, and what it is reckoned from says little yet.
    private const double LongestLeft = 86_400;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly CommandContext _context;
    private readonly long _started;
    private long _shownAt;
    private int _length;

    public ProgressBar(CommandContext context)
    {
        _context = context;
        _started = _shownAt = context.Time.GetTimestamp();
    }

    /// <inheritdoc/>
    public void Report(WorkDone value)
    {
        if (_context.TerminalWidth is null || _context.Time.GetElapsedTime(_shownAt) < Period)
        {
            return;
        }

        _shownAt = _context.Time.GetTimestamp();
        Show(Text(value, _context.Time.GetElapsedTime(_started)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_length > 0)
        {
            Show("");
            _context.Out.Write('\r');
        }
    }

    /// <summary>The bar: how much of it is done, in numbers and in time.</summary>
    internal static string Text(WorkDone value, TimeSpan elapsed)
    {
        var share = value.Total > 0 ? Math.Clamp((double)value.Done / value.Total, 0, 1) : 0;
        var filled = (int)(share * Cells);
        var seconds = value.Done > 0 && share < 1 ? elapsed.TotalSeconds * ((1 / share) - 1) : LongestLeft;
        var left = seconds < LongestLeft
            ? string.Create(CultureInfo.InvariantCulture, $", {(int)seconds / 60}:{(int)seconds % 60:00} left") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{new string('#', filled)}{new string('.', Cells - filled)}] {value.Done:N0} of "
                + $"{Math.Max(value.Total, value.Done):N0}{left}");
    }

    private void Show(string text)
    {
        var shown = text[..Math.Min(text.Length, _context.TerminalWidth!.Value - 1)];
        _context.Out.Write('\r' + shown.PadRight(_length));
        _length = shown.Length;
    }
}
