using System.Globalization;

namespace TgWorker.Demo;

/// <summary>Says in plain lines how the demo goes and how it went.</summary>
internal static class DemoText
{
    public static string Title { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"tgworker demo: made-up traffic, one in-process queue, {DemoOptions.Workers} workers of {DemoOptions.Concurrency} slots");

    public static string Line(DemoSnapshot snapshot) => string.Create(
        CultureInfo.InvariantCulture,
        $"{snapshot.Elapsed.TotalSeconds,4:F0} s  {snapshot.PerSecond,5:F0}/s  handled {snapshot.Handled}  busy lanes {snapshot.Queue.Held}  waiting {snapshot.Waiting}  retries {snapshot.Retries}  failed {snapshot.Failed}  duplicates {snapshot.Duplicates}  out of order {snapshot.Violations}");

    public static string Summary(DemoSnapshot snapshot) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {snapshot.Messages:N0} messages of {snapshot.ChatCount} chats in {snapshot.Elapsed.TotalSeconds:F1} s, by {DemoOptions.Workers} workers:
          handled       {snapshot.Handled,8:N0}
          failed jobs   {snapshot.Failed,8:N0}  given up after {DemoOptions.Tries} tries, kept with their payload
          retries       {snapshot.Retries,8:N0}
          duplicates    {snapshot.Duplicates,8:N0}  sent twice, run once
          unfinished    {snapshot.Unfinished,8:N0}
          lost          {snapshot.Lost,8:N0}
          out of order  {snapshot.Violations,8:N0}
        """);
}
