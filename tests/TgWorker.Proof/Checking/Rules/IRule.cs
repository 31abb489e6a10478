namespace TgWorker.Proof.Checking.Rules;

/// <summary>Looks for what breaks a promise in one lane.</summary>
internal interface IRule
{
    IEnumerable<Violation> Check(LaneHistory lane);
}
