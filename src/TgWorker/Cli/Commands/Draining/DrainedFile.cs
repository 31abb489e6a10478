using System.Text.Json;
using System.Text.Json.Nodes;

namespace TgWorker.Cli.Commands.Draining;

/// <summary>
/// A file with entries of a queue, in batches: JSON, a line each. A batch counts when its last line is there; what a process that died
/// has written behind the last one is cut off.
/// </summary>
internal sealed class DrainedFile : IDisposable
{
    private const string Kind = "tgworker entries";

    private readonly FileStream _file;
    private long _lastStart;
    private bool _isPushed;

    private DrainedFile(FileStream file, string id, string queue)
    {
        _file = file;
        Id = id;
        Queue = queue;
    }

    /// <summary>Names the file's contents, wherever it is moved to.</summary>
    public string Id { get; }

    /// <summary>The queue they come from.</summary>
    public string Queue { get; }

    /// <summary>The entries of the last batch; none when there is no batch.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Last { get; private set; } = [];

    /// <summary>Opens a file to add to, a new one or one that was begun.</summary>
    /// <exception cref="IOException">It cannot be opened, or is something else.</exception>
    public static DrainedFile OpenToAdd(string path, string queue)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            // Messages of people are in it.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return Open(new FileStream(path, options), path, queue);
    }

    /// <summary>Opens a file to push what is in it. It says so from now on: nothing is added to it any more.</summary>
    /// <exception cref="IOException">It cannot be opened, or is something else.</exception>
    public static DrainedFile OpenToPush(string path)
    {
        var file = Open(new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None), path, null);
        if (!file._isPushed)
        {
            file._file.Position = file._file.Length;
            file.Write(new JsonObject { ["pushed"] = true });
            file._file.Flush(flushToDisk: true);
        }

        return file;
    }

    /// <summary>The batches in their order.</summary>
    public IEnumerable<IReadOnlyList<ReadOnlyMemory<byte>>> ReadBatches()
    {
        _file.Position = 0;
        var entries = new List<ReadOnlyMemory<byte>>();
        for (var start = 0L; ReadLine() is { } line;)
        {
            var json = JsonNode.Parse(line)!.AsObject();
            if (json["entry"] is { } text)
            {
                entries.Add(System.Text.Encoding.UTF8.GetBytes(text.GetValue<string>()));
            }
            else if (json["base64"] is { } bytes)
            {
                entries.Add(Convert.FromBase64String(bytes.GetValue<string>()));
            }
            else if (json["batch"] is not null)
            {
                (_lastStart, start) = (start, _file.Position);
                yield return entries;
                entries = [];
            }
            else
            {
                (start, _isPushed) = (_file.Position, _isPushed || json["pushed"] is not null);
            }
        }
    }

    /// <summary>Adds a batch. It is on the disk when this returns.</summary>
    public void Add(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        _lastStart = _file.Position = _file.Length;
        foreach (var entry in entries)
        {
            Write(LineOf(entry));
        }

        Write(new JsonObject { ["batch"] = entries.Count });
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Takes the last batch away again.</summary>
    public void DropLast()
    {
        _file.SetLength(_lastStart);
        _file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static DrainedFile Open(FileStream stream, string path, string? queue)
    {
        try
        {
            var file = stream.Length == 0 && queue is not null ? Begin(stream, queue) : Resume(stream, path);
            return queue is null || (file.Queue == queue && !file._isPushed)
                ? file
                : throw new IOException(file._isPushed
                    ? $"what is in '{path}' was pushed back already: name another file"
                    : $"'{path}' has entries of the queue '{file.Queue}': name another file");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static DrainedFile Begin(FileStream stream, string queue)
    {
        var file = new DrainedFile(stream, Guid.NewGuid().ToString("N"), queue);
        file.Write(new JsonObject { ["kind"] = Kind, ["id"] = file.Id, ["queue"] = queue });
        file._lastStart = stream.Position;
        return file;
    }

    private static DrainedFile Resume(FileStream stream, string path)
    {
        try
        {
            var header = new DrainedFile(stream, "", "").ReadLine() is { } line ? JsonNode.Parse(line) as JsonObject : null;
            if ((string?)header?["kind"] == Kind && (string?)header["id"] is { } id && (string?)header["queue"] is { } queue)
            {
                var file = new DrainedFile(stream, id, queue);
                file.CutOff();
                return file;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new IOException($"'{path}' was not written by 'tgworker drain --to', or is damaged: {e.Message}", e);
        }

        throw new IOException($"'{path}' was not written by 'tgworker drain --to': name another file");
    }

    private void CutOff()
    {
        var end = _file.Position;
        foreach (var batch in ReadBatches())
        {
            (Last, end) = (batch, _file.Position);
        }

        if (!_isPushed)
        {
            _file.SetLength(end);
        }
    }

    // Whatever is not plain text goes as it is, in base64.
    private static JsonObject LineOf(ReadOnlyMemory<byte> entry)
    {
        var isText = System.Text.Unicode.Utf8.IsValid(entry.Span);
        return isText
            ? new JsonObject { ["entry"] = System.Text.Encoding.UTF8.GetString(entry.Span) }
            : new JsonObject { ["base64"] = Convert.ToBase64String(entry.Span) };
    }

    private void Write(JsonObject line)
    {
        _file.Write(JsonSerializer.SerializeToUtf8Bytes<JsonNode>(line, JsonSerializerOptions.Default));
        _file.WriteByte((byte)'\n');
    }

    /// <summary>The next line; null at the end, and for one that has none.</summary>
    private byte[]? ReadLine()
    {
        using var line = new MemoryStream();
        for (var next = _file.ReadByte(); next >= 0; next = _file.ReadByte())
        {
            if (next == '\n')
            {
                return line.ToArray();
            }

            line.WriteByte((byte)next);
        }

        return null;
    }
}
