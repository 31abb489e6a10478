using System.Globalization;
using System.Reflection;

namespace TgWorker.Testing.Conformance;

/// <summary>One rule of the suite: a method of a contract and what it is called with.</summary>
internal sealed class ConformanceRule(MethodInfo method, object[] arguments)
{
    private const string Suffix = "Contract";

    /// <summary>Such as <c>Claiming: Claim_EmptyQueue_GivesNothingAndIsExhausted</c>.</summary>
    public string Name { get; } =
        $"{method.DeclaringType!.Name[..^Suffix.Length]}: "
            + $"{method.Name}{(arguments.Length == 0 ? "" : $"({string.Join(", ", arguments.Select(Text))})")}";

    /// <summary>All rules, contract by contract.</summary>
    public static IEnumerable<ConformanceRule> FindAll() =>
        from contract in typeof(QueueContract).Assembly.GetTypes()
        where contract.IsSubclassOf(typeof(QueueContract))
        orderby contract.Name
        from method in contract.GetMethods()
        from rule in method.GetCustomAttributes<RuleAttribute>()
        from arguments in rule.Seeds > 0 ? Enumerable.Range(1, rule.Seeds).Select(seed => new object[] { seed }) : [rule.Arguments]
        select new ConformanceRule(method, arguments);

    /// <summary>Looks whether a queue keeps the rule.</summary>
    public async Task RunAsync(IQueueUnderTest underTest)
    {
        var contract = (QueueContract)Activator.CreateInstance(method.DeclaringType!, underTest)!;
        await using (contract.ConfigureAwait(false))
        {
            await contract.OpenAsync().ConfigureAwait(false);
            await ((Task)method.Invoke(contract, BindingFlags.DoNotWrapExceptions, null, arguments, null)!).ConfigureAwait(false);
        }
    }

    private static string Text(object argument) => argument is string[] words
        ? string.Join('+', words)
        : Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "";
}
