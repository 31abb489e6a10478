namespace TgWorker.Proof.Checking;

/// <summary>A promise that was broken.</summary>
/// <param name="Promise">Which.</param>
/// <param name="Lane">In which lane.</param>
/// <param name="Text">How it shows.</param>
public sealed record Violation(Promise Promise, string Lane, string Text)
{
    /// <inheritdoc />
    public override string ToString() => $"{Promise} in {Lane}: {Text}";
}
