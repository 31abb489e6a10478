using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>The workers a call speaks of.</summary>
internal static class NamesIn
{
    public static int[] Call(Step step) => step switch
    {
        Step.Join call => [call.Worker],
        Step.Claim call => [call.Worker],
        Step.Sort call => [call.Worker],
        Step.Finish call => [call.Worker],
        Step.Fail call => [call.Worker],
        Step.Park call => [call.Worker],
        Step.NoteFailures call => [call.Worker],
        Step.Renew call => [call.Worker],
        Step.Recover call => [call.Worker],
        Step.Rejoin call => [call.Worker, call.NewName],
        Step.Leave call => [call.Worker],
        _ => [],
    };

    /// <summary>The worker that calls, where one does.</summary>
    public static int Caller(Step step) => step switch
    {
        Step.Claim call => call.Worker,
        Step.Sort call => call.Worker,
        Step.Finish call => call.Worker,
        Step.Fail call => call.Worker,
        Step.Park call => call.Worker,
        Step.Renew call => call.Worker,
        Step.Rejoin call => call.Worker,
        _ => Call(step)[0],
    };
}
