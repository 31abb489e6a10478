using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using TgWorker.Cli;

namespace TgWorker.Screens;

/// <summary>Keeps log lines until the screen has a place for them.</summary>
internal sealed class ScreenLog(TimeProvider time, bool hasColours) : ILoggerProvider
{
    // What nobody could read anyway.
    private const int MostLines = 500;

    private readonly ConcurrentQueue<string> _lines = [];
    private long _dropped;

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    /// <summary>The lines since the last time, at most so many: the latest.</summary>
    public IReadOnlyList<string> Take(int most)
    {
        var lines = new List<string>();
        while (_lines.TryDequeue(out var line))
        {
            lines.Add(line);
        }

        var left = Interlocked.Exchange(ref _dropped, 0) + Math.Max(lines.Count - most, 0);
        return left == 0 ? lines : [string.Create(CultureInfo.InvariantCulture, $"… {left:N0} more lines"), .. lines.TakeLast(most)];
    }

    public void Dispose()
    {
        // The lines are the screen's to show.
    }

    private void Add(LogLevel level, string text)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss} {NameOf(level)} {TerminalText.Escape(text)}");
        _lines.Enqueue(hasColours && level >= LogLevel.Warning ? $"\e[{(level == LogLevel.Warning ? 33 : 31)}m{line}\e[0m" : line);
        while (_lines.Count > MostLines && _lines.TryDequeue(out _))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private sealed class Logger(ScreenLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            log.Add(logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}");
    }
}
