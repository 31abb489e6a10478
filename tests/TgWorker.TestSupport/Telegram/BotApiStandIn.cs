using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.TestSupport.Telegram;

/// <summary>
/// A Bot API server on loopback: keeps what it is asked, and answers <c>true</c>, or a message for what sends one, unless it is told
/// otherwise.
/// </summary>
public sealed class BotApiStandIn : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<BotApiCall> _calls = [];
    private readonly Task _accepting;

    /// <summary>Starts it.</summary>
    public BotApiStandIn()
    {
        Url = $"http://127.0.0.1:{LoopbackPort.FindFree()}/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>Answers a call by its turn, the first being 0, with status and JSON; null for the usual answer.</summary>
    public Func<BotApiCall, int, Task<(int Status, string Body)?>> Answer { get; set; } = (_, _) => Task.FromResult<(int, string)?>(null);

    /// <summary>What it was asked so far.</summary>
    public IReadOnlyList<BotApiCall> Calls
    {
        get
        {
            lock (_gate)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Waits until it was asked so often.</summary>
    public Task WaitForCallsAsync(int count, TimeSpan? deadline = null) =>
        Eventually.TrueAsync(() => HasCalls(count), deadline, what: $"the bot made {count} calls");

    private bool HasCalls(int count)
    {
        lock (_gate)
        {
            return _calls.Count >= count;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _accepting;
    }

    // A message for what sends one, as clients that read the answer want it.
    private static string Usual(BotApiCall call, int turn) => call.Path.Contains("/send", StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture,
            $"{{\"ok\":true,\"result\":{{\"message_id\":{turn + 1},\"date\":1,\"chat\":{{\"id\":{call.ChatId ?? 1},\"type\":\"private\"}}}}}}")
        : """{"ok":true,"result":true}""";

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.GetContextAsync()));
            }
        }
        catch (Exception e) when (e is HttpListenerException or InvalidOperationException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var call = new BotApiCall(context.Request.Url!.AbsolutePath, body.Length == 0 ? default : JsonElement.Parse(body.ToArray()));
            int turn;
            lock (_gate)
            {
                turn = _calls.Count;
                _calls.Add(call);
            }

            var (status, text) = await Answer(call, turn) ?? (200, Usual(call, turn));
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(text));
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The caller died, or the test is over.
        }
    }
}
