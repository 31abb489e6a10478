using System.Text;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Which of a Laravel application's job classes carry an update for this worker. Any other class has work of its own that only
/// PHP can do, even where an update is somewhere in its properties.
/// </summary>
public sealed class JobClasses
{
    private const char Any = '*';
    private const byte Separator = (byte)'\\';

    private readonly string[] _patterns;
    private readonly byte[][] _names;
    private readonly byte[][] _beginnings;

    private JobClasses(IEnumerable<string> patterns)
    {
        var all = patterns.Select(pattern => pattern.TrimStart('\\')).ToList();
        _patterns = [.. all.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        _names = [.. all.Where(pattern => !pattern.EndsWith(Any)).Select(Encoding.UTF8.GetBytes)];
        _beginnings = [.. all.Where(pattern => pattern.EndsWith(Any)).Select(pattern => Encoding.UTF8.GetBytes(pattern[..^1]))];
    }

    /// <summary>The classes of tgook v1 and of its newer form.</summary>
    public static JobClasses OfTgook { get; } = new(["App\\Jobs\\ProcessTelegramUpdate", "App\\Jobs\\ProcessTelegramUpdateJob"]);

    /// <summary>
    /// Reads class names as PHP writes them; one that ends in <c>*</c> stands for all that begin so, <c>*</c> for every class.
    /// </summary>
    /// <exception cref="FormatException">One of them cannot be a class's name; the message says which.</exception>
    public static JobClasses Parse(IReadOnlyList<string> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        if (patterns.Count == 0)
        {
            throw new FormatException("names no class: give at least one, such as App\\Jobs\\ProcessTelegramUpdate, or *");
        }

        return patterns.FirstOrDefault(pattern => !IsPattern(pattern)) is { } wrong
            ? throw new FormatException(
                $"has '{wrong}', which is not a class: give names such as App\\Jobs\\ProcessTelegramUpdate, App\\Jobs\\Telegram* or *")
            : new JobClasses(patterns);
    }

    /// <summary>Whether jobs of this class are ours. PHP's names of classes know no upper and lower case.</summary>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        name = name is [Separator, ..] ? name[1..] : name;
        foreach (var ours in _names)
        {
            if (Ascii.EqualsIgnoreCase(name, ours))
            {
                return true;
            }
        }

        foreach (var beginning in _beginnings)
        {
            if (name.Length >= beginning.Length && Ascii.EqualsIgnoreCase(name[..beginning.Length], beginning))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The patterns, in an order of their own and each once.</summary>
    public override string ToString() => string.Join(", ", _patterns);

    private static bool IsPattern(string pattern)
    {
        var name = pattern.EndsWith(Any) ? pattern[..^1] : pattern;
        return pattern.Length > 0 && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '\\' or '_' or > '\x7f');
    }
}
