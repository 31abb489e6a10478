namespace TgWorker.Redis.Connecting.Wire;

/// <summary>Why a server cannot be used.</summary>
/// <param name="Text">What is wrong, without any secret.</param>
/// <param name="Advice">What to do about it.</param>
internal sealed record RedisProblem(string Text, string Advice)
{
    public override string ToString() => $"{Text}: {Advice}";
}
