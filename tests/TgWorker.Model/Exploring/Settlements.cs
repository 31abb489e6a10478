using TgWorker.Model.Specification;

namespace TgWorker.Model.Exploring;

/// <summary>The deliveries that a call ends.</summary>
internal static class Settlements
{
    public static IReadOnlyList<Run> Of(Step step) => step switch
    {
        Step.Finish finish => finish.Runs,
        Step.Fail fail => [fail.Run],
        Step.Park park => [park.Run],
        _ => [],
    };

    /// <summary>Whether the call takes the job off its lane for good.</summary>
    public static bool AreFinal(Step step) => step is Step.Finish or Step.Fail;
}
