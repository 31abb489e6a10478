using System.Globalization;
using System.Text;

namespace TgWorker.Tests.Telemetry;

/// <summary>
/// A protobuf message, read without its schema. A path such as "1.2.5" goes through the messages in fields 1 and 2 to field 5.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, byte[] Value)> _fields = [];

    public ProtoMessage(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var key = ReadVarint(ref bytes);
            var length = (int)(key & 7) switch
            {
                0 => VarintLength(bytes),
                1 => 8,
                2 => (int)ReadVarint(ref bytes),
                5 => 4,
                var wire => throw new InvalidDataException($"Wire type {wire}."),
            };
            _fields.Add(((int)(key >> 3), bytes[..length].ToArray()));
            bytes = bytes[length..];
        }
    }

    /// <summary>All messages at a path.</summary>
    public IEnumerable<ProtoMessage> Messages(string path) => Values(path).Select(value => new ProtoMessage(value));

    /// <summary>All texts at a path.</summary>
    public IEnumerable<string> Texts(string path) => Values(path).Select(Encoding.UTF8.GetString);

    /// <summary>The bytes at a path, in hexadecimal; empty when there are none.</summary>
    public string Hex(string path) => Convert.ToHexStringLower(Values(path).FirstOrDefault() ?? []);

    private IEnumerable<byte[]> Values(string path)
    {
        var dot = path.IndexOf('.');
        var field = int.Parse(dot < 0 ? path : path[..dot], CultureInfo.InvariantCulture);
        var values = _fields.Where(one => one.Field == field).Select(one => one.Value);
        return dot < 0 ? values : values.SelectMany(value => new ProtoMessage(value).Values(path[(dot + 1)..]));
    }

    private static int VarintLength(ReadOnlySpan<byte> bytes)
    {
        var length = 1;
        while (bytes[length - 1] >= 0x80)
        {
            length++;
        }

        return length;
    }

    private static ulong ReadVarint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var one = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(one & 0x7f) << shift;
            if (one < 0x80)
            {
                return value;
            }
        }
    }
}
