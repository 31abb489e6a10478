namespace TgWorker.Testing.Conformance;

/// <summary>Marks a method of a <see cref="QueueContract"/> as a rule; with arguments, once for each set of them.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class RuleAttribute(params object[] arguments) : Attribute
{
    /// <summary>What the method is called with.</summary>
    public object[] Arguments { get; } = arguments;

    /// <summary>When above 0, the method is called with each seed from 1 to this one instead.</summary>
    public int Seeds { get; init; }
}
