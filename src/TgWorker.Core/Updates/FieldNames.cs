using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace TgWorker.Core.Updates;

/// <summary>
/// The members of an enum by the names that Telegram gives their fields: <c>ChatJoinRequest</c> is <c>chat_join_request</c>.
/// </summary>
internal sealed class FieldNames<T>
    where T : struct, Enum
{
    private const int Longest = 64;

    private readonly FrozenDictionary<T, string> _names;
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _byName;

    private FieldNames()
    {
        _names = Enum.GetValues<T>().Where(value => !EqualityComparer<T>.Default.Equals(value, default))
            .ToFrozenDictionary(value => value, value => NameOf(value.ToString()));
        _byName = _names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static FieldNames<T> All { get; } = new();

    /// <summary>The member of this name; the enum's first one when there is none.</summary>
    public T Find(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[Longest];
        return name.Length <= Longest && Ascii.ToUtf16(name, text, out var length) == OperationStatus.Done
            && _byName.TryGetValue(text[..length], out var value)
            ? value
            : default;
    }

    /// <summary>The name of a member; not of the enum's first one, which has none.</summary>
    public string NameOf(T member) => _names[member];

    private static string NameOf(string member) =>
        string.Concat(member.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
