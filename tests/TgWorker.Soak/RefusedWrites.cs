using TgWorker.TestSupport.Waiting;

namespace TgWorker.Soak;

/// <summary>Sends a server a command, until it answers.</summary>
internal delegate Task<string> ServerCommand(string command, params object[] arguments);

/// <summary>Makes a server answer and take no writes: out of memory, its disk full, a read-only replica.</summary>
internal static class RefusedWrites
{
    public static async Task OutOfMemoryAsync(ServerCommand send, Func<Task> moment)
    {
        await send("CONFIG", "SET", "maxmemory", "1mb");
        await moment();
        await send("CONFIG", "SET", "maxmemory", "0");
    }

    // Where the snapshot is to be written stands something else. What the server holds is in its append-only file.
    public static async Task DiskFullAsync(ServerCommand send, Func<Task> moment)
    {
        var directory = (await send("CONFIG", "GET", "dir")).Split('\n')[1];
        var snapshot = Path.Combine(directory, "dump.rdb");
        File.Delete(snapshot);
        var obstacle = Directory.CreateDirectory(snapshot);
        await send("CONFIG", "SET", "save", "3600 1000000000");
        await SaveAsync(send, "err");
        await moment();
        obstacle.Delete();
        await SaveAsync(send, "ok");
        await send("CONFIG", "SET", "save", "");
    }

    // Of a server that is not there: it keeps its data, and takes no writes.
    public static async Task ReadOnlyAsync(ServerCommand send, Func<Task> moment)
    {
        await send("REPLICAOF", "127.0.0.1", "1");
        await moment();
        await send("REPLICAOF", "NO", "ONE");
    }

    // A server that is about to rewrite its append-only file, or to send it to a replica, saves nothing until that is done.
    private static Task SaveAsync(ServerCommand send, string expected) => Eventually.TrueAsync(
        async () =>
        {
            if ((await send("INFO", "persistence")).Contains($"rdb_last_bgsave_status:{expected}", StringComparison.Ordinal))
            {
                return true;
            }

            // Refused while one is under way.
            await send("BGSAVE");
            return false;
        },
        what: $"saving a snapshot ends with '{expected}'");
}
