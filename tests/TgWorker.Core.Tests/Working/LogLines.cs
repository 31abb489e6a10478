using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Working;

namespace TgWorker.Core.Tests.Working;

/// <summary>A logger that keeps what it is told, with the scopes that stood around it.</summary>
internal sealed class LogLines : ILogger<UpdateWorker>
{
    private readonly LoggerExternalScopeProvider _scopes = new();

    public ConcurrentQueue<LogLine> All { get; } = new();

    /// <summary>The lines of one event.</summary>
    public IReadOnlyList<LogLine> Of(int id) => [.. All.Where(line => line.Id == id)];

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var scopes = new List<object?>();
        _scopes.ForEachScope(static (scope, scopes) => scopes.Add(scope), scopes);
        All.Enqueue(new LogLine(eventId.Id, formatter(state, exception), exception, scopes));
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes.Push(state);
}
