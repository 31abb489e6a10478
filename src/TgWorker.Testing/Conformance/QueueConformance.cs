namespace TgWorker.Testing.Conformance;

/// <summary>
/// What every <see cref="Core.Queues.IUpdateQueue"/> promises, as rules that can be run against any: the queues that come with tgworker
/// keep them all, and a queue of your own has to before a worker may be trusted with it. The suite belongs to no test framework; with
/// xunit:
/// <code>
/// public static TheoryData&lt;string&gt; Rules => [.. QueueConformance.Rules];
///
/// [Theory, MemberData(nameof(Rules))]
/// public Task Queue_KeepsTheRule(string rule) => QueueConformance.RunAsync(rule, new MyQueueUnderTest());
/// </code>
/// </summary>
public static class QueueConformance
{
    private static readonly Dictionary<string, ConformanceRule> Known = ConformanceRule.FindAll().ToDictionary(rule => rule.Name);

    /// <summary>The names of all rules, such as <c>Claiming: Claim_EmptyQueue_GivesNothingAndIsExhausted</c>.</summary>
    public static IReadOnlyList<string> Rules { get; } = [.. Known.Keys];

    /// <summary>Looks whether a queue keeps a rule.</summary>
    /// <param name="rule">The rule's name.</param>
    /// <param name="underTest">Gives an empty store; disposed at the end.</param>
    /// <exception cref="ConformanceException">The rule is broken; the message says what was expected and what was found.</exception>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public static Task RunAsync(string rule, IQueueUnderTest underTest)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(underTest);
        return Known.TryGetValue(rule, out var known)
            ? known.RunAsync(underTest)
            : throw new ArgumentException($"The suite has no rule '{rule}'; QueueConformance.Rules has them all.", nameof(rule));
    }
}
