using System.Text;

namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>HTTP/1.1 as Telegram speaks it, over one connection, with the target untouched.</summary>
internal sealed class RawHttp(Stream stream) : IAsyncDisposable
{
    private readonly StreamReader _reader = new(stream, Encoding.Latin1, leaveOpen: true);

    public Task<RawAnswer> PostAsync(string target, byte[] body, string? secret, params string[] headers) =>
        SendAsync("POST", target, body, secret, headers);

    public async Task<RawAnswer> SendAsync(string method, string target, byte[] body, string? secret, params string[] headers)
    {
        await WriteHeadAsync(method, target, body.Length, secret, headers);
        await stream.WriteAsync(body);
        return await ReadAsync();
    }

    public async Task WriteHeadAsync(string method, string target, long length, string? secret, params string[] headers)
    {
        var head = new StringBuilder(
            $"{method} {target} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n");
        foreach (var header in secret is null ? headers : [$"X-Telegram-Bot-Api-Secret-Token: {secret}", .. headers])
        {
            head.Append(header).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()));
    }

    public ValueTask WriteAsync(byte[] body) => stream.WriteAsync(body);

    public async Task<RawAnswer> ReadAsync()
    {
        var status = await _reader.ReadLineAsync() ?? throw new IOException("The receiver closed the connection.");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await _reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var body = new char[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, null) : 0];
        if (body.Length > 0)
        {
            // An empty read would wait for the next answer.
            await _reader.ReadBlockAsync(body);
        }

        return new RawAnswer(int.Parse(status.Split(' ')[1], null), headers, new string(body));
    }

    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await stream.DisposeAsync();
    }
}
