using System.Reflection;
using Microsoft.Extensions.Logging;
using TgWorker.Bots;
using TgWorker.Core.Working;
using TgWorker.Dashboard.Configuration;
using TgWorker.Hosting.Running;
using TgWorker.Intake;
using TgWorker.Redis;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Repository;
using TgWorker.Working;

namespace TgWorker.Tests.Telemetry;

/// <summary>The log events in docs/telemetry.md are those of the code.</summary>
public class EventTableTests
{
    private static readonly IReadOnlyList<LoggerMessageAttribute> Events =
    [
        .. new[] { typeof(UpdateWorker).Assembly, typeof(RedisUpdateQueue).Assembly, typeof(SqliteUpdateQueue).Assembly,
            typeof(UpdateRoutes).Assembly, typeof(WorkerService).Assembly, typeof(ReceiverHosting).Assembly,
            typeof(DashboardOptions).Assembly, typeof(WorkerHost).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .SelectMany(type => type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(one => one.EventId),
    ];

    [Fact]
    public void EventIds_AreUsedOnce() => Assert.Equal(Events.Select(one => one.EventId).Distinct(), Events.Select(one => one.EventId));

    [Fact]
    public void Page_HasEveryEvent()
    {
        var page = File.ReadAllLines(SourceTree.File("docs", "telemetry.md"));
        var table = page.SkipWhile(line => line != "## Log events")
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsAsciiDigit(line[2]));

        Assert.Equal(Events.Select(one => $"| {one.EventId} | {one.Level.ToString().ToLowerInvariant()} | {one.Message} |"), table);
    }
}
