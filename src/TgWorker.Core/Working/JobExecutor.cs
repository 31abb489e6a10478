using System.Globalization;
using TgWorker.Core.Retrying;

namespace TgWorker.Core.Working;

/// <summary>Takes a delivery to its verdict. Never throws.</summary>
internal sealed class JobExecutor(AttemptPipeline attempts, WorkerOptions options)
{
    /// <summary>Refuses what must not run, else runs it: readable → not a killer → tries left → attempts.</summary>
    public ValueTask<Verdict> ExecuteAsync(JobRun run)
    {
        if (run.Delivery.Job.Problem is { } problem)
        {
            return new(Verdict.Fail(problem));
        }

        if (run.Delivery.Lapses >= options.MaxLapses)
        {
            return new(Verdict.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Delivery.Lapses} workers died or lost their lease while they ran this update.")));
        }

        if (run.Plan.IsSpent(run.Failures))
        {
            return new(Verdict.Fail(string.Create(
                CultureInfo.InvariantCulture, $"{run.Plan.Attempts(run.Failures)} tries were made before and no more are allowed.")));
        }

        return attempts.RunAsync(run);
    }
}
