using System.Text;

namespace TgWorker.Envelopes.Php;

/// <summary>What PHP libraries call the things of the Bot API, and what the Bot API calls them.</summary>
internal static class PhpNames
{
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

    /// <summary>The <c>status</c> of a chat member, which phptg keeps in the class and not in a property.</summary>
    public static string? StatusOf(ReadOnlySpan<byte> className) => className[(className.LastIndexOf((byte)'\\') + 1)..] switch
    {
        var name when name.SequenceEqual("ChatMemberOwner"u8) => "creator",
        var name when name.SequenceEqual("ChatMemberAdministrator"u8) => "administrator",
        var name when name.SequenceEqual("ChatMemberMember"u8) => "member",
        var name when name.SequenceEqual("ChatMemberRestricted"u8) => "restricted",
        var name when name.SequenceEqual("ChatMemberLeft"u8) => "left",
        var name when name.SequenceEqual("ChatMemberBanned"u8) => "kicked",
        _ => null,
    };
}
