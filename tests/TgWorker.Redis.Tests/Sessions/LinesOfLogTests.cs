using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.Extensions.Logging;
using TgWorker.Core.Jobs;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Tests.Laravel;
using TgWorker.Redis.Tests.Sorting;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Repository;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Redis.Tests.Sessions;

/// <summary>What is to be said of what happens without a handler.</summary>
public sealed class LinesOfLogTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task Claim_ADuplicate_IsSaidToBeFinishedUnrun()
    {
        using var lines = new Lines();
        await using var queue = await OpenAsync(lines);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1, uuid: "a"), default);
        await queue.PushAsync(LaravelQueue.Job(LaravelQueue.Ours, 1, uuid: "b"), default);
        await using var session = await queue.JoinAsync(default);

        var claim = await session.ClaimAsync(10, default);

        Assert.Equal(1, claim.Duplicates);
        Assert.Contains("Update 1 of chat main:1 was seen before: this entry is finished without being handled", lines.All);
    }

    [Fact]
    public async Task Connect_NamesTheVersionOfItsClientAsThePackageHasIt()
    {
        using var lines = new Lines();
        await using var queue = await OpenAsync(lines);

        var version = XDocument.Load(SourceTree.File("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(package => (string?)package.Attribute("Include") == "StackExchange.Redis").Attribute("Version")!.Value;
        Assert.Contains(lines.All, line => line.Contains($"StackExchange.Redis {version})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Claim_EntriesForWhichThereIsNoMemory_IsSaidAndTheyStayOnTheList()
    {
        using var lines = new Lines();
        await using var queue = await OpenAsync(lines, new Deadly());
        var entries = new[] { new Entry("a", "1").ToBytes(), new Entry("a", "deadly").ToBytes() };
        await queue.PushAsync(entries[0], default);
        await queue.PushAsync(entries[1], default);
        await using var session = await queue.JoinAsync(default);

        var claim = await session.ClaimAsync(10, default);

        Assert.Empty(claim.Granted);
        Assert.Contains($"Out of memory: 2 entries of {entries.Sum(entry => entry.Length)} bytes were read and cannot be sorted. "
            + "They stay on the list; fewer are read next time", lines.All);
        Assert.Equal(2, (await queue.GetStatusAsync(default)).Pending);
    }

    private Task<RedisUpdateQueue> OpenAsync(Lines lines, IJobReader? reader = null) => RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl(redis.Url), new RedisQueueOptions { Prefix = redis.NewPrefix() },
        reader ?? new EnvelopeReader(new EnvelopeOptions()), TimeProvider.System, lines, default);

    private sealed class Lines : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> All { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
