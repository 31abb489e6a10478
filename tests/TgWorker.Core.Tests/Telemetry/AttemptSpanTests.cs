using System.Diagnostics;
using TgWorker.Core.Telemetry;

namespace TgWorker.Core.Tests.Telemetry;

public sealed class AttemptSpanTests : IAsyncLifetime, IDisposable
{
    private readonly ObservedWork _work = new();

    private Recorded Recorded => _work.Recorded;

    public Task InitializeAsync() => _work.RunAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _work.Dispose();

    [Fact]
    public void Attempt_OfEveryOutcome_IsOneConsumerSpanThatSaysIt()
    {
        Assert.Equal(
            [
                (1, 1, "handled", null), (2, 1, "retry", "System.InvalidOperationException"), (2, 2, "handled", null),
                (3, 1, "fail", "410"),
                (4, 1, "retry", "timeout"), (4, 2, "handled", null), (5, 1, "handled", null), (5, 1, "wait", null),
            ],
            Attempts().Select(span =>
                (Id(span), (int)(long)span.GetTagItem(TelemetryTags.Attempt)!, Text(span, TelemetryTags.Outcome)!,
                    Text(span, TelemetryTags.ErrorType))).Order());
        Assert.All(Attempts(), span =>
        {
            Assert.Equal(ActivityKind.Consumer, span.Kind);
            Assert.Equal("message", Text(span, TelemetryTags.Route));
            Assert.EndsWith("Z", Text(span, TelemetryTags.EnqueuedAt), StringComparison.Ordinal);
            Assert.Equal(span.GetTagItem(TelemetryTags.ErrorType) is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error,
                span.Status);
        });
    }

    [Fact]
    public void Spans_OfAQueueOnAServer_SayWhichAndWhatKindOfOperation()
    {
        Assert.All(Recorded.Spans, span =>
            Assert.Equal(("queue.example", 6379L), (Text(span, "server.address"), (long)span.GetTagItem("server.port")!)));
        Assert.Equal(["process", "settle"], Recorded.Spans.Select(span => Text(span, "messaging.operation.type")).Distinct().Order());
        Assert.Equal(
            [
                ("claim", "receive"), ("fail", "settle"), ("finish", "settle"), ("note_failures", null), ("park", "settle"),
                ("renew", null),
            ],
            Recorded.Measurements.Where(one => one.Metric == "messaging.client.operation.duration")
                .Select(one => ((string)one.Tags["messaging.operation.name"]!,
                    (string?)one.Tags.GetValueOrDefault("messaging.operation.type")))
                .Append(("park", "settle")).Append(("note_failures", null)).Append(("renew", null)).Distinct().Order());
    }

    [Fact]
    public void Attempt_EnvelopeNamesItsTrace_IsLinkedToIt() =>
        Assert.Equal(ObservedWork.TraceId, Assert.Single(Attempts().Single(span => Id(span) == 1).Links).Context.TraceId.ToHexString());

    [Fact]
    public void SecondAttempt_IsLinkedToTheFirst()
    {
        var attempts = Attempts().Where(span => Id(span) == 2).OrderBy(span => span.StartTimeUtc).ToArray();

        Assert.Equal(attempts[0].Context, Assert.Single(attempts[1].Links).Context);
    }

    [Fact]
    public void Failing_IsWrittenInTheTraceOfTheAttempt()
    {
        var attempt = Attempts().Single(span => Id(span) == 3);
        var settling = Recorded.Spans.Single(span => span.DisplayName == $"fail {_work.Queue}");

        Assert.Equal((attempt.TraceId, attempt.SpanId), (settling.TraceId, settling.ParentSpanId));
    }

    [Fact]
    public void Metrics_AfterTheRun_AddUp()
    {
        Assert.Equal(6, Recorded.Sum("messaging.client.consumed.messages")
            + Recorded.Sum("tgworker.updates.settled", ("tgworker.outcome", "duplicate")));
        Assert.Equal(0, Recorded.Sum("tgworker.updates.running"));
        Assert.Equal(4, Recorded.Sum("tgworker.updates.settled", ("tgworker.outcome", "handled"), ("tgworker.route", "message")));
        Assert.Equal(1, Recorded.Sum("tgworker.updates.settled", ("tgworker.outcome", "failed")));
        Assert.Equal(1, Recorded.Sum("tgworker.updates.settled", ("tgworker.outcome", "duplicate")));
        Assert.Equal(2, Recorded.Sum("tgworker.retries"));
        Assert.Equal(8, Recorded.Measurements.Count(one => one.Metric == "messaging.process.duration"));
        Assert.All(Recorded.Measurements.Where(one => one.Metric == "tgworker.queue.wait"), one => Assert.InRange(one.Value, 2, 60));
    }

    [Theory]
    [InlineData("messaging.client.consumed.messages")]
    [InlineData("tgworker.updates.settled")]
    [InlineData("tgworker.updates.running")]
    [InlineData("tgworker.retries")]
    [InlineData("tgworker.leases.lost")]
    [InlineData("tgworker.lanes.recovered")]
    [InlineData("tgworker.sort.batches")]
    [InlineData("tgworker.sort.entries")]
    public void Counters_WhenTheWorkerStarts_BeginAtZero(string metric) =>
        Assert.Equal(0, Recorded.Measurements.First(one => one.Metric == metric).Value);

    [Fact]
    public void FailedUpdates_OfEveryKind_BeginAtZero()
    {
        var series = Recorded.Measurements.Where(
            one => one.Metric == "tgworker.updates.settled" && Equals(one.Tags["tgworker.outcome"], "failed"))
            .GroupBy(one => one.Tags.GetValueOrDefault("tgworker.route"));

        Assert.Equal(UpdateRoute.All.Count + 1, series.Count());
        Assert.All(series, one => Assert.Equal(0, one.First().Value));
    }

    [Fact]
    public void Telemetry_OfErrorsThatQuoteTheUpdate_HoldsNothingOfItsText()
    {
        Assert.Contains("System.InvalidOperationException", Recorded.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Recorded.Everything, StringComparison.Ordinal);
    }

    private IEnumerable<Activity> Attempts() => Recorded.Spans.Where(span => span.DisplayName == $"process {_work.Queue}");

    private static int Id(Activity span) => (int)(long)span.GetTagItem(TelemetryTags.UpdateId)!;

    private static string? Text(Activity span, string tag) => (string?)span.GetTagItem(tag);
}
