using System.Text;
using System.Text.Json;

namespace TgWorker.Cli.Commands.Webhook;

/// <summary>Puts the receiver's certificate into a settings file, and leaves all else in it as it is, comments and all.</summary>
internal static class ReceiverCertificateSetting
{
    private static readonly string[] Names = ["Certificate", "CertificateKey"];

    /// <summary>The file's new text.</summary>
    /// <param name="json">Its text, without mistakes.</param>
    /// <param name="certificate">The certificate's path.</param>
    /// <param name="key">Its key's path.</param>
    public static byte[] Put(ReadOnlySpan<byte> json, string certificate, string key)
    {
        var found = Find(json);
        (int At, int Length, string Text)[] edits = found.Receiver < 0
            ? [(found.Root, 0, $"\n  \"Receiver\": {{{Line(0)}{Line(1)}\n  }},")]
            : [Edit(0), Edit(1)];
        var text = new List<byte>(json.ToArray());
        foreach (var edit in edits.Where(edit => edit.Text.Length > 0).OrderByDescending(edit => edit.At)
            .ThenByDescending(edit => edit.Text, StringComparer.Ordinal))
        {
            text.RemoveRange(edit.At, edit.Length);
            text.InsertRange(edit.At, Encoding.UTF8.GetBytes(edit.Text));
        }

        return [.. text];

        string Value(int i) => JsonSerializer.Serialize(i == 0 ? certificate : key);

        string Line(int i) => $"\n    \"{Names[i]}\": {Value(i)},";

        (int At, int Length, string Text) Edit(int i) =>
            found.Values[i] is (var at and >= 0, var length) ? (at, length, Value(i)) : (found.Receiver, 0, Line(i));
    }

    // Behind the root's brace, behind the receiver's, and where the two values stand.
    private static (int Root, int Receiver, (int At, int Length)[] Values) Find(ReadOnlySpan<byte> json)
    {
        var start = json.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        var reader = new Utf8JsonReader(
            json[start..],
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var (root, receiver, path) = (-1, -1, new Stack<string>());
        (int At, int Length)[] values = [(-1, 0), (-1, 0)];
        var name = "";
        while (reader.Read())
        {
            var end = start + (int)reader.BytesConsumed;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    root = root < 0 ? end : root;
                    path.Push(name);
                    receiver = IsReceiver(path) && reader.TokenType == JsonTokenType.StartObject ? end : receiver;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    break;
                default:
                    if (IsReceiver(path) && Array.FindIndex(Names, known => Same(known, name)) is >= 0 and var i)
                    {
                        values[i] = (start + (int)reader.TokenStartIndex, (int)(reader.BytesConsumed - reader.TokenStartIndex));
                    }

                    break;
            }
        }

        return (root, receiver, values);
    }

    // At the root, or in the section that a host of your own has.
    private static bool IsReceiver(Stack<string> path) =>
        path.Count is 2 or 3 && Same(path.Peek(), "Receiver") && (path.Count == 2 || Same(path.ElementAt(1), "TgWorker"));

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
