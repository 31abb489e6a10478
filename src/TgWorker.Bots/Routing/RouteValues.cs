namespace TgWorker.Bots;

/// <summary>What a route's pattern captured from the update.</summary>
public sealed class RouteValues
{
    internal static readonly RouteValues None = new([], []);

    private readonly IReadOnlyList<string> _names;
    private readonly string?[] _values;

    internal RouteValues(IReadOnlyList<string> names, string?[] values)
    {
        _names = names;
        _values = values;
    }

    /// <summary>The value of a name, null for an optional part that is missing.</summary>
    /// <exception cref="KeyNotFoundException">The pattern has no such name.</exception>
    public string? this[string name] =>
        TryGet(name, out var value) ? value : throw new KeyNotFoundException($"The route captures no '{name}'.");

    /// <summary>Looks a name up.</summary>
    /// <returns>Whether the pattern has it.</returns>
    public bool TryGet(string name, out string? value)
    {
        for (var i = 0; i < _names.Count; i++)
        {
            if (_names[i] == name)
            {
                value = _values[i];
                return true;
            }
        }

        value = null;
        return false;
    }

    internal T? ParseOptional<T>(string name)
        where T : struct, IParsable<T> => this[name] is { } text ? T.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;

    internal T? Parse<T>(string name)
        where T : IParsable<T> => this[name] is { } text ? T.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : default;
}
