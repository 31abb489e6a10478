using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Queues;
using TgWorker.Hosting.Reading;

namespace TgWorker.Tests.Configuration;

/// <summary>Options that code sets are checked as those of the configuration are.</summary>
public sealed class CodeOptionsTests
{
    [Fact]
    public void Options_SetWrongByCode_AreAllNamed() => Assert.Equal(
        [
            "Queue:Lease, set by code: '-1' is out of range: give 0.3 to 3600 seconds",
            "Worker:Concurrency, set by code: '0' is not a whole number from 1 to 10000",
            "Worker:Grace, set by code: '-1' is out of range: give 0 to 2592000 seconds",
            "Retry:Timeout, set by code: '5184000' is out of range: give 0 to 2592000 seconds",
            "Laravel:Foreign, set by code: '7' is not known: give one of fail, php.",
            "Worker:Weights: '1' does not fit 2 queues (a, b): give one for each",
        ],
        Problems(options =>
        {
            options.Queue.Names = ["a", "b"];
            options.Queue.Lease = TimeSpan.FromSeconds(-1);
            options.Worker.Concurrency = 0;
            options.Worker.Grace = TimeSpan.FromSeconds(-1);
            options.Worker.Retry.Timeout = TimeSpan.FromDays(60);
            options.Worker.Weights = [1];
            options.Laravel.Foreign = (ForeignJobs)7;
        }));

    [Theory]
    [InlineData("Retry:Timeout")]
    [InlineData("Worker:Grace")]
    [InlineData("Worker:Sleep")]
    [InlineData("Worker:Rest")]
    [InlineData("Worker:MaxTime")]
    [InlineData("Notify:Every")]
    [InlineData("Redis:CommandTimeout")]
    public void Time_LongerThanATimerHolds_IsRefused(string path)
    {
        using var sources = new OptionsSources();
        sources.Variables["TGWORKER_" + path.Replace(":", "__", StringComparison.Ordinal)] = "4294968";

        Assert.Contains("'4294968' is out of range: give ", Assert.Single(sources.Problems()), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Problems(Action<TgWorkerOptions> code)
    {
        var plan = new HostPlan();
        plan.Code.Add(code);
        return HostSettings.Load(new ConfigurationBuilder().Build(), plan).Problems.Select(problem => problem.ToString());
    }
}
