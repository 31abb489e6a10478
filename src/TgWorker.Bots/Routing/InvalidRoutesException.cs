namespace TgWorker.Bots;

/// <summary>A bot's routes cannot work. The message lists everything that is wrong, one line each.</summary>
#pragma warning disable CA1032 // Made of the problems only.
public sealed class InvalidRoutesException : InvalidOperationException
#pragma warning restore CA1032
{
    internal InvalidRoutesException(IReadOnlyList<string> problems)
        : base(problems.Count == 1 ? problems[0]
            : string.Join(Environment.NewLine,
                [$"{problems.Count} things are wrong with the bot:", .. problems.Select(problem => "- " + problem)]))
        => Problems = [.. problems];

    /// <summary>One line for each mistake: the route as it was written, its place, what is wrong, and the fix.</summary>
    public IReadOnlyList<string> Problems { get; }
}
