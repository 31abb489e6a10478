using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TgWorker.Cli;

/// <summary>JSON for programs, on one line. All but ASCII is escaped, which keeps a terminal safe too.</summary>
internal static class JsonText
{
    /// <summary>What <paramref name="write"/> writes.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A list of what <paramref name="write"/> writes for each item.</summary>
    public static string ListOf<T>(IEnumerable<T> items, Action<Utf8JsonWriter, T> write) => Of(json =>
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    });
}
