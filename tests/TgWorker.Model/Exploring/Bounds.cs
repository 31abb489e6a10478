namespace TgWorker.Model.Exploring;

/// <summary>How large the explored world is.</summary>
/// <param name="Processes">Worker processes. Each may crash, and come back under a new name, as often as it likes.</param>
/// <param name="Lanes">Chats.</param>
/// <param name="Updates">Updates pushed in all, to any chat and at any time.</param>
/// <param name="Names">Worker names that Redis may know at once.</param>
/// <param name="LateCalls">Calls that may be under way after their sender gave up waiting.</param>
internal sealed record Bounds(int Processes, int Lanes, int Updates, int Names, int LateCalls)
{
    /// <summary>Whether operators retry, forget and clear.</summary>
    public bool Operators { get; init; } = true;

    /// <summary>The largest number of states to look at.</summary>
    public int States { get; init; } = int.MaxValue;
}
