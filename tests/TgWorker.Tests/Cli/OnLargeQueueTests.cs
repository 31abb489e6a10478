using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;
using TgWorker.Hosting.Stores;
using TgWorker.TestSupport.Redis;
using Xunit.Abstractions;

namespace TgWorker.Tests.Cli;

/// <summary>
/// No command of an operator holds Redis up, whatever the size of what it touches. With TGWORKER_LARGE set on 400,000 updates of one chat,
/// 1,000,000 failed jobs and 200,000 chats, and with a PING each millisecond; every day on a hundredth of that.
/// </summary>
public sealed class OnLargeQueueTests(ITestOutputHelper output) : IDisposable
{
    private const string Chat = "main:1";
    private const string Prefix = "large:";

    // Nobody runs its first update, so that it says that nothing was done.
    private const string Nothing = $"chat cancel {Chat}";
    private const string Key = Prefix + "queues:telegram_updates";

    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("TGWORKER_LARGE") is { Length: > 0 };
    private static readonly int InOneChat = IsWhole ? 400_000 : 4_000;
    private static readonly int Failed = IsWhole ? 1_000_000 : 10_000;
    private static readonly int Chats = IsWhole ? 200_000 : 2_000;

    // By Redis's own clock, which counts what else the machine does too. Whatever goes over all there is takes several times that.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(IsWhole ? 10 : 50);

    private readonly CommandLineRun _run = new() { Factory = new ConfiguredQueues() };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Command_OfAnyKind_HoldsRedisUpForAMomentAtTheMost()
    {
        await using var server = await RedisServer.StartAsync();
        await using var client = await RedisClient.ConnectAsync(server.Configuration);
        var database = client.Database;
        await database.ExecuteAsync("CONFIG", "SET", "slowlog-log-slower-than", "500");
        await FillAsync(database);
        await File.WriteAllLinesAsync(
            _run.FilePath("audience.txt"), Enumerable.Range(1, Chats).Select(chat => chat.ToString(CultureInfo.InvariantCulture)));
        var tooSlow = new List<string>();
        foreach (var command in Commands())
        {
            await database.ExecuteAsync("SLOWLOG", "RESET");
            using var pings = new Pings(server.Port);
            var started = Stopwatch.GetTimestamp();

            string[] place = command.Contains("--sqlite", StringComparison.Ordinal) ? [] : ["--redis", server.Url, "--prefix", Prefix];
            string[] arguments =
            [
                .. command.Replace("{redis}", server.Url, StringComparison.Ordinal)
                    .Replace("copied.db", _run.FilePath("copied.db"), StringComparison.Ordinal).Split(' '),
                .. place,
            ];
            var exit = await _run.RunAsync(arguments);

            var took = Stopwatch.GetElapsedTime(started);
            var slowest = await SlowestAsync(database);
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{command,-60} {took.TotalSeconds,7:0.00} s; longest command {slowest.Took.TotalMilliseconds,6:0.0} ms {slowest.What}; "
                    + $"PING {pings.Longest.TotalMilliseconds,6:0.0} ms at the most, of {pings.Count:N0}");
            output.WriteLine(line);
            Assert.True(exit == 0 || command is "doctor" or "monitor --max 1" or Nothing, $"{command}: {_run.Error}{_run.Out}");
            if (slowest.Took > Moment)
            {
                tooSlow.Add(line);
            }
        }

        Assert.Empty(tooSlow);
        Assert.Equal((0, 0), (await database.HashLengthAsync(Key + ":jobs"),
            await database.HashLengthAsync(Key + ":failed:jobs")));
    }

    // What only looks, what changes one thing, and what goes over all there is.
    private static IEnumerable<string> Commands() =>
    [
        "status", "status --json", "monitor --max 1", "doctor", "history", "timers list",
        $"chat show {Chat}", $"chat show {Chat} --from 1000 --most 20", $"chat pause {Chat}", "chat paused", $"chat continue {Chat}",
        Nothing, $"chat skip {Chat}", $"chat drop {Chat} --position 3 --yes", "chat show main:777",
        "failed list", "failed groups", "failed list --chat 5", "failed show failed-77",
        "failed retry failed-1 failed-2", "failed forget failed-3", "failed export failed.jsonl", "failed prune --hours 100000",
        "broadcast start --bot main --audience audience.txt --text hello", "broadcast list", "broadcast list --json",
        "pause", "continue", "pause --bot main", "continue --bot main", "restart",
        "drain", "drain --to drained.tgq", "push --from drained.tgq",
        "push --from drained.tgq --sqlite copied.db", "failed import failed.jsonl --sqlite copied.db",
        "copy --sqlite copied.db --to {redis} --prefix copied:",
        "failed retry --error one", "failed flush --force", "clear --force",
    ];

    private static async Task FillAsync(IDatabase database)
    {
        const string Fill =
            """
            local key, first, last, kind = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
            local function update(id, chat)
              return '{"update_id":' .. id .. ',"message":{"message_id":1,"chat":{"id":' .. chat .. ',"type":"private"},"text":"hello"}}'
            end
            for i = first, last do
              local id = string.format('%.0f', i)
              if kind == 'chat' then
                redis.call('HSET', key .. ':jobs', 'main:1 ' .. id, update(id, 1))
              elseif kind == 'chats' then
                local lane = 'main:' .. string.format('%.0f', i + 1)
                redis.call('HSET', key .. ':jobs', lane .. ' 1', update('9' .. id, string.format('%.0f', i + 1)))
                redis.call('HSET', key .. ':lanes', lane, struct.pack('<ddd', 0, 1, 1))
                redis.call('ZADD', key .. ':ready', i, lane)
              else
                local error = i % 2 == 0 and 'one' or 'two'
                redis.call('HSET', key .. ':failed:jobs', 'failed-' .. id,
                  '{"queue":"telegram_updates","lane":"main:' .. id .. '","bot":"main","update_id":8' .. id .. ',"attempts":3,"error":"' .. error .. '","worker":"w"}\n' .. update('8' .. id, id))
                redis.call('ZADD', key .. ':failed', 1700000000000000 + i, 'failed-' .. id)
              end
            end
            if kind == 'chat' then redis.call('HSET', key .. ':lanes', 'main:1', struct.pack('<ddd', 0, 1, last)) end
            if kind == 'chat' then redis.call('ZADD', key .. ':ready', 1, 'main:1') end
            """;
        foreach (var (kind, count) in new[] { ("chat", InOneChat), ("chats", Chats), ("failed", Failed) })
        {
            for (var first = 1; first <= count; first += 10_000)
            {
                await database.ScriptEvaluateAsync(Fill, [Key], [first, Math.Min(first + 9_999, count), kind]);
            }
        }
    }

    private static async Task<(TimeSpan Took, string What)> SlowestAsync(IDatabase database)
    {
        var slow = (RedisResult[])(await database.ExecuteAsync("SLOWLOG", "GET", "-1"))!;
        var slowest = slow.Select(entry => (RedisResult[])entry!).MaxBy(entry => (long)entry[2]);
        return slowest is null ? (TimeSpan.Zero, "")
            : (TimeSpan.FromMicroseconds((long)slowest[2]), ((string?)((RedisResult[])slowest[3]!)[0])!.ToUpperInvariant());
    }

    /// <summary>Somebody else's PINGs, one a millisecond.</summary>
    private sealed class Pings : IDisposable
    {
        private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly Thread _thread;
        private readonly ManualResetEventSlim _end = new();

        public Pings(int port)
        {
            _socket.Connect("127.0.0.1", port);
            _thread = new Thread(Run) { Priority = ThreadPriority.Highest, IsBackground = true };
            _thread.Start();
        }

        public TimeSpan Longest { get; private set; }

        public int Count { get; private set; }

        public void Dispose()
        {
            _end.Set();
            _thread.Join();
            _end.Dispose();
            _socket.Dispose();
        }

        private void Run()
        {
            var (ping, answer) = (Encoding.ASCII.GetBytes("PING\r\n"), new byte[64]);
            while (!_end.Wait(1))
            {
                var sent = Stopwatch.GetTimestamp();
                _socket.Send(ping);
                _socket.Receive(answer);
                var took = Stopwatch.GetElapsedTime(sent);
                (Longest, Count) = (took > Longest ? took : Longest, Count + 1);
            }
        }
    }
}
