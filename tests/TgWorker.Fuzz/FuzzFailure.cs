namespace TgWorker.Fuzz;

/// <summary>An input on which a promise was broken.</summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Index">The input's number within the run.</param>
/// <param name="Promise">What was promised.</param>
/// <param name="Input">The input.</param>
public sealed record FuzzFailure(int Seed, long Index, string Promise, byte[] Input)
{
    public override string ToString() =>
        $"Input {Index} of seed {Seed}: {Promise}{Environment.NewLine}{Convert.ToBase64String(Input)}";
}
