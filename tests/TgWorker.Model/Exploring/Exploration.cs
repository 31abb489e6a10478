namespace TgWorker.Model.Exploring;

/// <summary>What an exploration found.</summary>
/// <param name="States">Worlds looked at, those that behave alike counted once.</param>
/// <param name="Moves">Moves taken.</param>
/// <param name="Depth">How many moves the farthest world is away from the start.</param>
/// <param name="Complete">Whether none is left.</param>
/// <param name="Broken">The promise that was broken.</param>
/// <param name="Way">A shortest way there.</param>
internal sealed record Exploration(long States, long Moves, int Depth, bool Complete, string? Broken, IReadOnlyList<Move> Way)
{
    public override string ToString() =>
        $"{States:N0} states, {Moves:N0} moves, {Depth} deep{(Complete ? "" : ", not complete")}"
        + (Broken is null ? "" : $"\n{Broken}\n{string.Join('\n', Way.Select((move, i) => $"{i + 1,3}  {move}"))}");
}
