using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Core.Retrying;
using TgWorker.Core.Text;

namespace TgWorker.Core.Working;

/// <summary>Finds deliveries that must not run.</summary>
internal static class Refusal
{
    /// <summary>Why a delivery is given up unrun: it cannot be read, it is a killer, or no try is left; null when it may run.</summary>
    public static string? Of(Delivery delivery, RetryPlan plan, WorkerOptions options)
    {
        if (delivery.Job.Problem is { } problem)
        {
            return SafeText.Of(problem);
        }

        if (delivery.Lapses >= options.MaxLapses)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{delivery.Lapses} workers died or lost their lease while they ran this update.");
        }

        // With a policy of the user's own, whoever parked the job has asked it.
        return options.Retry.Policy is null && plan.IsSpent(delivery.Failures)
            ? string.Create(CultureInfo.InvariantCulture,
                $"{plan.Attempts(delivery.Failures)} tries were made before and no more are allowed.")
            : null;
    }
}
