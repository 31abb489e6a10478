namespace TgWorker.Core.Tests.Working;

/// <summary>A line that was logged.</summary>
internal sealed record LogLine(int Id, string Text, Exception? Exception, IReadOnlyList<object?> Scopes);
