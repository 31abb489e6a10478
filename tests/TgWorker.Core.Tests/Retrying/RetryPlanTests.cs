using System.Globalization;
using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Core.Retrying;
using TgWorker.Laravel.Envelopes;
using TgWorker.TestSupport;
using TgWorker.TestSupport.Time;

namespace TgWorker.Core.Tests.Retrying;

/// <summary>The rules of Laravel's worker, on envelopes as Laravel writes them.</summary>
public class RetryPlanTests
{
    private static readonly EnvelopeReader Reader = new(new EnvelopeOptions());
    private static readonly RetryOptions Options =
        new() { Tries = 3, Backoff = [TimeSpan.FromSeconds(7)], Timeout = TimeSpan.FromSeconds(60) };

    private readonly FakeTime time = new();

    [Theory]
    [InlineData("null", 2, false)]
    [InlineData("null", 3, true)]
    [InlineData("1", 1, true)]
    [InlineData("5", 4, false)]
    [InlineData("5", 5, true)]
    [InlineData("0", 1000, false)]
    [InlineData("\"2\"", 2, true)]
    public void IsSpent_MaxTriesOfTheEnvelope_BeatsTheOptions(string maxTries, int failures, bool spent) =>
        Assert.Equal(spent, Plan($"\"maxTries\":{maxTries}").IsSpent(failures));

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void IsSpent_AttemptsOfLaravelsWorkers_CountBeforeOurs(int attempts, bool spent) =>
        Assert.Equal(spent, Plan(string.Create(CultureInfo.InvariantCulture, $"\"attempts\":{attempts}")).IsSpent(failures: 0));

    [Fact]
    public void IsSpent_AttemptsOfLaravelsWorkersAndOurs_AreAddedUp()
    {
        var plan = Plan("\"attempts\":1,\"maxTries\":4");

        Assert.Equal((false, true), (plan.IsSpent(2), plan.IsSpent(3)));
        Assert.Equal(4, plan.Attempts(3));
    }

    [Fact]
    public void IsSpent_RetryUntil_ReplacesMaxTries()
    {
        var until = time.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds();
        var plan = Plan(string.Create(CultureInfo.InvariantCulture, $"\"maxTries\":1,\"retryUntil\":{until}"));
        Assert.False(plan.IsSpent(10));

        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(plan.IsSpent(0));
    }

    [Theory]
    [InlineData("\"retryUntil\":0")]
    [InlineData("\"retryUntil\":null")]
    public void IsSpent_NoRetryUntil_LeavesItToMaxTries(string field) =>
        Assert.Equal((false, true), (Plan(field).IsSpent(2), Plan(field).IsSpent(3)));

    [Theory]
    [InlineData("2", 0, false)]
    [InlineData("2", 1, false)]
    [InlineData("2", 2, true)]
    [InlineData("0", 0, false)]
    [InlineData("0", 1, true)]
    public void IsSpent_MaxExceptions_CountsWhateverMaxTriesSays(string most, int failures, bool spent) =>
        Assert.Equal(spent, Plan($"\"maxTries\":0,\"maxExceptions\":{most}").IsSpent(failures));

    [Theory]
    [InlineData("\"1,5,10\"", 0, 1, 1)]
    [InlineData("\"1,5,10\"", 0, 2, 5)]
    [InlineData("\"1,5,10\"", 0, 9, 10)]
    [InlineData("\"1,5,10\"", 1, 1, 5)]
    [InlineData("4", 0, 3, 4)]
    [InlineData("\"0\"", 0, 1, 0)]
    [InlineData("null", 0, 1, 7)]
    public void Delay_BackoffOfTheEnvelope_BeatsTheOptions(string backoff, int attempts, int failures, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            Plan(string.Create(CultureInfo.InvariantCulture, $"\"attempts\":{attempts},\"backoff\":{backoff}")).Delay(failures));

    // Numbers of an envelope may be anybody's.
    [Theory]
    [InlineData(int.MaxValue, 0, int.MaxValue)]
    [InlineData(int.MaxValue, 1, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, 1, 0)]
    [InlineData(-1, 3, 2)]
    public void Attempts_AtTheEndOfTheNumbers_Saturate(int attempts, int failures, int expected) =>
        Assert.Equal(expected, new RetryPlan(new Job { Payload = default, Lane = "main:1", Attempts = attempts }, Options, time)
            .Attempts(failures));

    [Theory]
    [InlineData(int.MaxValue, 1, 2)]
    [InlineData(int.MinValue, 1, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(0, int.MaxValue, 2)]
    public void Delay_AtTheEndOfTheNumbers_IsOneOfTheList(int attempts, int failures, int seconds)
    {
        var job = new Job { Payload = default, Lane = "main:1", Attempts = attempts,
            Backoff = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)] };

        Assert.Equal(TimeSpan.FromSeconds(seconds), new RetryPlan(job, Options, time).Delay(failures));
    }

    [Fact]
    public void Delay_BeyondAllTimersOrInThePast_IsWithinThem()
    {
        var job = new Job { Payload = default, Lane = "main:1", Backoff = [TimeSpan.MaxValue, TimeSpan.MinValue],
            Timeout = TimeSpan.MaxValue };
        var plan = new RetryPlan(job, Options, time);

        Assert.Equal((TimerLimit.Longest, TimeSpan.Zero, TimerLimit.Longest), (plan.Delay(1), plan.Delay(2), plan.Timeout!.Value));
    }

    [Theory]
    [InlineData(1, 0, 0.5)]
    [InlineData(1, 0.5, 1)]
    [InlineData(2, 0.5, 2)]
    [InlineData(4, 0.999, 11.992)]
    [InlineData(12, 0.5, 300)]
    [InlineData(int.MaxValue, 0.5, 300)]
    public void Delay_WithoutABackoff_DoublesByChanceUpToTheMost(int failures, double chance, double seconds)
    {
        var plan = new RetryPlan(new Job { Payload = default, Lane = "main:1" }, new RetryOptions { Randomizer = () => chance }, time);

        Assert.Equal(seconds, plan.Delay(failures).TotalSeconds, 3);
    }

    [Theory]
    [InlineData("null", 60)]
    [InlineData("5", 5)]
    public void Timeout_OfTheEnvelope_BeatsTheOptions(string timeout, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Plan($"\"timeout\":{timeout}").Timeout);

    [Fact]
    public void Timeout_Zero_IsNone() => Assert.Null(Plan("\"timeout\":0").Timeout);

    [Theory]
    [InlineData("laravel-11.56/c_opts")]
    [InlineData("laravel-13.26/c_opts")]
    public void Plan_OfARealEntryWithLimits_IsWhatTheJobClassSaid(string name)
    {
        var job = Reader.Read(Fixtures.LaravelEntry(name));
        var text = Encoding.UTF8.GetString(job.Payload.Span);
        var plan = new RetryPlan(job, Options, time);

        Assert.Contains("\"maxTries\":5,\"maxExceptions\":3,\"failOnTimeout\":true,\"backoff\":\"1,5,10\",\"timeout\":45", text,
            StringComparison.Ordinal);
        Assert.Equal((5, 3, true), (job.MaxTries!.Value, job.MaxExceptions!.Value, job.FailOnTimeout));
        Assert.Equal((TimeSpan.FromSeconds(45), TimeSpan.FromSeconds(5)), (plan.Timeout!.Value, plan.Delay(2)));
    }

    private RetryPlan Plan(string fields) =>
        new(Reader.Read(Encoding.UTF8.GetBytes("{\"job\":\"x\",\"data\":{\"command\":\"\"}," + fields + "}")), Options, time);
}
