using System.Text.Json;
using System.Text.Json.Nodes;
using TgWorker.Bots.Routing;

namespace TgWorker.Bots;

/// <summary>
/// What a bot remembers of a conversation: a step and named values. Changes are kept when the handler has handled the update,
/// together with a note of which update made them, so that an update that is delivered again changes nothing twice; when it
/// has not (an exception, a retry, a wait), they are dropped. Not safe to use from several threads at once.
/// </summary>
[ParameterHint("take the UpdateContext and ask for its ChatState or UserState")]
public sealed class ConversationState
{
    /// <summary>Begins the names of what belongs to the user rather than to the conversation, and outlives <see cref="Clear"/>.</summary>
    internal const string KeptPrefix = "$$";

    private const string StepName = "$step";

    private readonly JsonObject _values;

    internal ConversationState(string? stored) => _values = stored is null ? [] : (JsonObject)JsonNode.Parse(stored)!;

    /// <summary>Where in the conversation it stands, for <c>InStep(…)</c>; null at the beginning.</summary>
    public string? Step
    {
        get => Get<string>(StepName);
        set => Set(StepName, value);
    }

    internal bool IsChanged { get; private set; }

    /// <summary>What is stored under the state's name; null when nothing is left of it.</summary>
    internal string? Stored => _values.Count == 0 ? null : _values.ToJsonString();

    /// <summary>The value of a name; the type's default when there is none.</summary>
    /// <exception cref="JsonException">The value is of another type.</exception>
    public T? Get<T>(string name) => _values.TryGetPropertyValue(name, out var value) ? value.Deserialize<T>() : default;

    /// <summary>Sets a value, anything that System.Text.Json can write; null removes it.</summary>
    public void Set<T>(string name, T value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        IsChanged = true;
        if (value is null)
        {
            _values.Remove(name);
        }
        else
        {
            _values[name] = JsonSerializer.SerializeToNode(value);
        }
    }

    /// <summary>Forgets a value.</summary>
    public void Remove(string name) => IsChanged |= _values.Remove(name);

    /// <summary>Forgets everything, the step too.</summary>
    public void Clear()
    {
        foreach (var name in _values.Select(value => value.Key).ToList()
            .Where(name => !name.StartsWith(KeptPrefix, StringComparison.Ordinal)))
        {
            Remove(name);
        }
    }
}
