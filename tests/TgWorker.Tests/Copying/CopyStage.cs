using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Cli.Commands.Copying;
using TgWorker.Core.Queues;
using TgWorker.Core.Timers;
using TgWorker.Hosting.Stores;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Sqlite;
using TgWorker.Tests.Cli;

namespace TgWorker.Tests.Copying;

/// <summary>A file with a queue in it and an empty queue on Redis.</summary>
internal sealed class CopyStage(string redis, string prefix) : IDisposable
{
    public const string Bot = "main";

    private readonly EnvelopeReader _reader = new(new EnvelopeOptions());
    private int _pushed;

    public CommandLineRun Run { get; } = new() { Factory = new ConfiguredQueues() };

    public string File => Run.FilePath("bot.db");

    /// <summary>The target, as the command names it.</summary>
    public string Place => CopyCommand.PlaceOf(RedisConnectionOptions.FromUrl(redis), "telegram_updates", prefix);

    public EnvelopeReader Reader => _reader;

    public Task<int> CopyAsync(params string[] more) =>
        Run.RunAsync(["copy", "--sqlite", File, "--to", redis, "--prefix", prefix, .. more]);

    public Task<SqliteUpdateQueue> OpenFileAsync() => SqliteUpdateQueue.OpenAsync(
        File, new SqliteQueueOptions(), _reader, TimeProvider.System, NullLoggerFactory.Instance, default);

    public Task<RedisUpdateQueue> OpenRedisAsync(EnvelopeReader? reader = null) => RedisUpdateQueue.ConnectAsync(
        RedisConnectionOptions.FromUrl(redis), new RedisQueueOptions { Prefix = prefix }, reader ?? _reader, TimeProvider.System,
        NullLoggerFactory.Instance, default);

    /// <summary>Pushes updates, one for each chat in turn.</summary>
    public async Task<IReadOnlyList<long>> PushAsync(IUpdateQueue queue, params long[] chats)
    {
        var ids = new List<long>();
        foreach (var chat in chats)
        {
            ids.Add(++_pushed);
            await queue.PushAsync(Entry(chat, _pushed), default);
        }

        return ids;
    }

    /// <summary>An entry as tgook writes it.</summary>
    public static byte[] Entry(long chat, long update)
    {
        var entry = new ArrayBufferWriter<byte>();
        var message = $$"""{"message_id":1,"chat":{"id":{{chat}},"type":"private"},"text":"u"}""";
        var json = $$"""{"update_id":{{update}},"message":{{message}}}""";
        TgookEnvelope.Write(entry, Bot, Encoding.UTF8.GetBytes(json), Guid.NewGuid(), DateTimeOffset.UnixEpoch);
        return entry.WrittenMemory.ToArray();
    }

    public static NewTimer Timer(long chat, string name, DateTimeOffset at) => new(new TimerPlace(Bot, chat), name) { At = at };

    /// <summary>Handles all that there is, and answers with the updates in the order in which they were granted.</summary>
    public static async Task<IReadOnlyList<(string Lane, long? Update)>> WorkOffAsync(IUpdateQueue queue)
    {
        await using var session = await queue.JoinAsync(default);
        var handled = new List<(string, long?)>();
        while ((await session.ClaimAsync(100, default)).Granted is { Count: > 0 } deliveries)
        {
            handled.AddRange(deliveries.Select(delivery => (delivery.Lane, delivery.Job.UpdateId)));
            await session.FinishAsync(deliveries, takeNext: false, default);
        }

        await session.LeaveAsync(default);
        return handled;
    }

    public void Dispose() => Run.Dispose();
}
