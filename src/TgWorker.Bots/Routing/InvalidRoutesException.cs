namespace TgWorker.Bots;

/// <summary>A bot's routes cannot work as they are; the message lists all that is wrong, a line for each.</summary>
#pragma warning disable CA1032 // Made of the problems only.
public sealed class InvalidRoutesException : InvalidOperationException
#pragma warning restore CA1032
{
    internal InvalidRoutesException(IReadOnlyList<string> problems)
        : base(problems.Count == 1 ? problems[0]
            : string.Join(Environment.NewLine,
                [$"{problems.Count} things are wrong with the bot:", .. problems.Select(problem => "- " + problem)]))
        => Problems = [.. problems];

    /// <summary>What is wrong, a line for each: the route as it was written, where, what is wrong with it and the cure.</summary>
    public IReadOnlyList<string> Problems { get; }
}
