namespace TgWorker.Hosting.Mistakes;

/// <summary>Something in the configuration that must be put right.</summary>
/// <param name="Name">The key as the user wrote it.</param>
/// <param name="Message">What is wrong and what to do, without any secret.</param>
internal sealed record ConfigurationProblem(string Name, string Message)
{
    public override string ToString() => $"{Name}: {Message}";
}
