using System.Globalization;
using System.Text;
using StackExchange.Redis;
using TgWorker.Proof.Staging;

namespace TgWorker.Soak;

/// <summary>Entries that nobody can handle, in front of those that somebody can. Each is to end as a failed job with its bytes.</summary>
internal sealed class HostileEntries(Stage stage, Random random)
{
    private const int AtOnce = 64;
    private const int HugeEvery = 16;

    // Above Queue:LargestEntry.
    private const int Huge = 1_200_000;
    private const int MarkLength = 24;

    private readonly HashSet<string> _marks = [];

    /// <summary>Pushes some of every kind.</summary>
    public async Task PushAsync()
    {
        var entries = new List<byte[]>();
        for (var i = 0; i < AtOnce; i++)
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"hostile-{_marks.Count:D8}").PadRight(MarkLength, '.');
            _marks.Add(mark);
            entries.Add(i % HugeEvery == 0 ? [.. Encoding.ASCII.GetBytes(mark), .. new byte[Huge]] : Small(mark));
        }

        while (true)
        {
            try
            {
                await stage.Queue.PushAsync(entries);
                return;
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException)
            {
                // Once more: twice there is as good as once.
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    /// <summary>Makes sure that each is a failed job, and nothing else that has no update is.</summary>
    public async Task AssertFailedAsync()
    {
        var database = stage.Queue.Database;
        HashSet<string> found = [];
        foreach (var job in await database.HashGetAllAsync(stage.Queue.Key + ":failed:jobs"))
        {
            var text = (string)job.Value!;
            if (Entries.UpdateIdOf(text) >= 0)
            {
                continue;
            }

            // Behind the record, which is one line; nothing for one that was given up unread.
            if (text.IndexOf("hostile-", text.IndexOf('\n', StringComparison.Ordinal), StringComparison.Ordinal) is >= 0 and var at)
            {
                found.Add(text.Substring(at, MarkLength));
            }
            else
            {
                found.Add((string)(await database.StringGetRangeAsync($"{stage.Queue.Key}:failed:unread:{job.Name}", 0, MarkLength - 1))!);
            }
        }

        Console.WriteLine($"{found.Count} hostile entries of {_marks.Count} are failed jobs");
        if (!found.SetEquals(_marks))
        {
            throw new InvalidOperationException(
                $"Not failed jobs: {string.Join(' ', _marks.Except(found))}; not pushed: {string.Join(' ', found.Except(_marks))}");
        }
    }

    private byte[] Small(string mark) => random.Next(4) switch
    {
        0 => [.. Encoding.ASCII.GetBytes(mark), .. Garbage(random.Next(1, 2000))],
        1 => Encoding.ASCII.GetBytes($"{{\"uuid\":\"{mark}\",\"data\":{{\"command\":\"O:3:\\\"{mark}"),
        2 => Encoding.ASCII.GetBytes(
            $"{{\"uuid\":\"{mark}\",\"job\":\"Illuminate\\\\Queue\\\\CallQueuedHandler@call\",\"data\":{{"
                + "\"commandName\":\"App\\\\Jobs\\\\SendEmail\","
                + "\"command\":\"O:18:\\\"App\\\\Jobs\\\\SendEmail\\\":0:{}\"}}"),
        _ => Encoding.ASCII.GetBytes($"{{\"mark\":\"{mark}\",\"deep\":{new string('[', 5000)}{new string(']', 5000)}}}"),
    };

    private byte[] Garbage(int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
