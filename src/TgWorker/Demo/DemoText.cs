using System.Globalization;

namespace TgWorker.Demo;

/// <summary>Says in plain lines how the demo goes and how it went.</summary>
internal static class DemoText
{
    public static string Title { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"tgworker demo: made-up traffic, one queue in memory, {DemoOptions.Workers} workers of {DemoOptions.Concurrency} slots");

    public static string Line(DemoSnapshot snapshot) => string.Create(
        CultureInfo.InvariantCulture,
        $"{snapshot.Elapsed.TotalSeconds,3:F0}s {snapshot.PerSecond,4:F0}/s, {snapshot.Handled} handled, {snapshot.Queue.Held} busy "
            + $"lanes, {snapshot.Retries} retries, {snapshot.Failed} failed, {snapshot.Violations} out of order");

    public static string Summary(DemoSnapshot snapshot) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {snapshot.Elapsed.TotalSeconds:F1} s, {snapshot.ChatCount} chats, {snapshot.Messages:N0} messages: {snapshot.Handled:N0} handled, {snapshot.Failed:N0} given up (failed jobs),
        {snapshot.Retries:N0} retried, {snapshot.Duplicates:N0} duplicates not run, {snapshot.Unfinished:N0} unfinished; lost: {snapshot.Lost:N0}, out of order: {snapshot.Violations:N0}
        """);
}
