using System.Text;

namespace TgWorker.Laravel.Php;

/// <summary>What PHP libraries call the things of the Bot API, and what the Bot API calls them.</summary>
internal static class PhpNames
{
    // The class is the union's name and, after it, the value.
    private static readonly (string Name, string Property)[] Unions =
    [
        ("MessageOrigin", "type"), ("ReactionType", "type"), ("PaidMedia", "type"), ("BackgroundFill", "type"), ("BackgroundType", "type"),
        ("RichBlock", "type"), ("RichText", "type"), ("ChatBoostSource", "source"),
    ];

    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["ChatMemberOwner"] = "creator",
        ["ChatMemberAdministrator"] = "administrator",
        ["ChatMemberMember"] = "member",
        ["ChatMemberRestricted"] = "restricted",
        ["ChatMemberLeft"] = "left",
        ["ChatMemberBanned"] = "kicked",
        ["RichBlockBlockQuotation"] = "blockquote",
        ["RichBlockPreformatted"] = "pre",
        ["RichBlockPullQuotation"] = "pullquote",
        ["RichBlockSectionHeading"] = "heading",
    };

    // Named like a member, but none.
    private static readonly HashSet<string> NoMembers =
        ["PaidMediaInfo", "PaidMediaPurchased", "RichBlockCaption", "RichBlockListItem", "RichBlockTableCell"];

    /// <summary><c>messageThreadId</c> → <c>message_thread_id</c>; what is snake_case already stays.</summary>
    public static string ToSnakeCase(ReadOnlySpan<byte> name)
    {
        var snake = new StringBuilder(name.Length + 4);
        foreach (var character in Encoding.UTF8.GetString(name))
        {
            if (!char.IsAsciiLetterUpper(character))
            {
                snake.Append(character);
                continue;
            }

            if (snake.Length > 0 && snake[^1] != '_')
            {
                snake.Append('_');
            }

            snake.Append(char.ToLowerInvariant(character));
        }

        return snake.ToString();
    }

    /// <summary>
    /// The property that tells the members of a Bot API union apart, and its value, where phptg keeps it in the class
    /// (<c>getType()</c>) and not in a property. Only unions that occur in updates.
    /// </summary>
    public static (string Name, string Value)? DiscriminatorOf(ReadOnlySpan<byte> className)
    {
        var name = Encoding.UTF8.GetString(className[(className.LastIndexOf((byte)'\\') + 1)..]);
        if (Exceptions.TryGetValue(name, out var value))
        {
            return (name.StartsWith("ChatMember", StringComparison.Ordinal) ? "status" : "type", value);
        }

        foreach (var (union, property) in Unions)
        {
            if (name.Length > union.Length && name.StartsWith(union, StringComparison.Ordinal) && !NoMembers.Contains(name))
            {
                return (property, ToSnakeCase(Encoding.UTF8.GetBytes(name[union.Length..])));
            }
        }

        return null;
    }
}
