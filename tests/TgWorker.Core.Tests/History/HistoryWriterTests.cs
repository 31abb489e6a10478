using TgWorker.Core.History;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Core.Telemetry;
using TgWorker.TestSupport.Time;

namespace TgWorker.Core.Tests.History;

public sealed class HistoryWriterTests
{
    private static readonly Job Message = new() { Payload = default, Lane = "main:1", Kind = "message" };

    private readonly FakeTime _time = new();
    private readonly ScriptedHistory _history = new();

    [Fact]
    public async Task Figures_AreWrittenEveryTenSeconds_HoweverOftenTheLeaseBeats()
    {
        await using var writer = new HistoryWriter(_history, _time);
        for (var beat = 0; beat < 60; beat++)
        {
            Try(writer, beat == 7 ? WorkEnd.Failed : WorkEnd.Handled);
            writer.Beat();
            _time.Advance(TimeSpan.FromMilliseconds(500));
        }

        Assert.Equal(2, _history.Written.Count);
        Assert.Equal((41, 1), (Sum().Runs.Count, Sum().Failed));
    }

    [Fact]
    public async Task Minute_IsNotMixedWithTheNext()
    {
        await using var writer = new HistoryWriter(_history, _time);
        _time.Advance(TimeSpan.FromSeconds(58));
        writer.Beat();
        Try(writer);
        _time.Advance(TimeSpan.FromSeconds(3));
        writer.Beat();
        Try(writer);
        await writer.DisposeAsync();

        var first = HistoryTime.StepOf(new FakeTime().GetUtcNow(), HistoryScale.Minute);
        Assert.Equal([first, first + 1], _history.Written.Select(record => record.Minute));
    }

    [Fact]
    public async Task WhatIsLeft_IsWrittenAtTheEnd()
    {
        var writer = new HistoryWriter(_history, _time);
        Try(writer);
        await writer.DisposeAsync();

        Assert.Equal(1, Sum().Handled);
        Assert.Equal("main:1", Assert.Single(_history.Written.Single().Outcomes).Lane);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task WhatCouldNotBeWritten_IsWrittenLater_ButNeverTwice(bool mayHaveHappened, long counted)
    {
        await using var writer = new HistoryWriter(_history, _time);
        Try(writer);
        _history.Problem = new QueueUnavailableException("away", new IOException(), mayHaveHappened);
        _time.Advance(TimeSpan.FromSeconds(11));
        writer.Beat();
        _history.Problem = null;
        Try(writer);
        _time.Advance(TimeSpan.FromSeconds(11));
        writer.Beat();

        Assert.Equal(counted, Sum().Handled);
    }

    [Fact]
    public async Task Outcomes_OfABusyWorker_AreBounded_AndThoseThatWentWrongHaveRoomLeft()
    {
        var writer = new HistoryWriter(_history, _time);
        for (var at = 0; at < 10_000; at++)
        {
            Try(writer);
        }

        Try(writer, WorkEnd.Failed);
        await writer.DisposeAsync();
        var outcomes = _history.Written.Single().Outcomes;

        Assert.Equal(10_000, Sum().Handled);
        Assert.InRange(outcomes.Count, 100, WorkRecorder.MostOutcomes);
        Assert.Single(outcomes, outcome => outcome.End == WorkEnd.Failed);
    }

    [Fact]
    public async Task Routes_AreCountedBesideTheirKind_AndBounded()
    {
        var writer = new HistoryWriter(_history, _time);
        for (var route = 0; route < 150; route++)
        {
            writer.Recorder!.Tried(Message, $"r{route}", null, default, WorkEnd.Handled);
        }

        await writer.DisposeAsync();
        var step = HistoryText.Read(default, _history.Written.Single().Text).Series;

        Assert.Equal(150, step["message"].Handled);
        Assert.Equal(WorkRecorder.MostRoutes, step.Count(series => series.Key.StartsWith("message r", StringComparison.Ordinal)));
    }

    private static void Try(HistoryWriter writer, WorkEnd end = WorkEnd.Handled)
    {
        var run = TimeSpan.FromMilliseconds(5);
        writer.Recorder!.Tried(Message, null, TimeSpan.FromSeconds(1), run, end);
        writer.Recorder.Note(new LaneOutcome("main:1", DateTimeOffset.UnixEpoch, run, end));
    }

    private WorkFigures Sum()
    {
        var sum = new WorkFigures();
        foreach (var record in _history.Written)
        {
            sum.Add(HistoryText.Read(default, record.Text).Series["message"]);
        }

        return sum;
    }

    private sealed class ScriptedHistory : IWorkHistory
    {
        public List<WorkRecord> Written { get; } = [];

        public Exception? Problem { get; set; }

        public Task AddAsync(WorkRecord record, CancellationToken cancellationToken)
        {
            if (Problem is { } problem)
            {
                return Task.FromException(problem);
            }

            Written.Add(record);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<HistoryStep>> ReadAsync(
            HistoryScale scale, DateTimeOffset until, int steps, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<LaneOutcome>> ReadAsync(string lane, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
