using System.Globalization;
using System.Text;
using StackExchange.Redis;
using TgWorker.Redis.Settling;
using TgWorker.Redis.Sorting;

namespace TgWorker.Model.Comparing;

/// <summary>A script's answer in the specification's words: names and payloads become numbers again.</summary>
internal static class ScriptAnswer
{
    public static long[] Read(RedisResult answer)
    {
        string[] text = answer.IsNull ? [] : (string[])answer!;
        var numbers = new List<long>(text.Length);
        foreach (var word in text)
        {
            numbers.AddRange(Read(word));
        }

        return [.. numbers];
    }

    /// <summary>A renewal's answer, the cancelled runs in the order of their lanes.</summary>
    public static long[] ReadRenewal(RedisResult[] answer)
    {
        const int first = 4;
        if (answer.Length < first)
        {
            return Read(RedisResult.Create(answer));
        }

        var end = first + (2 * (int)answer[first - 1]);
        var runs = answer[first..end].Chunk(2).OrderBy(run => Naming.Lane((string)run[0]!)).SelectMany(run => run);
        return Read(RedisResult.Create([.. answer[..first], .. runs, .. answer[end..]]));
    }

    /// <summary>The failed job's id, as its job and its token; 0 or -1 when nothing was done.</summary>
    public static long[] ReadSkipped(RedisResult answer)
    {
        var text = (string)answer!;
        return text is "0" or "-1" ? [long.Parse(text, CultureInfo.InvariantCulture)]
            : Naming.Failed(text) is var id ? [id.Uuid, id.Fence] : [];
    }

    /// <summary>Entries left, duplicates, then per granted entry its number, from 1, and its token.</summary>
    public static long[] ReadSort(RedisResult[] answer)
    {
        if (answer.Length == 1)
        {
            return [(long)answer[0]];
        }

        var read = new SortAnswer(answer);
        List<long> numbers = [read.Left, read.Duplicates];
        for (var i = 0; i < read.Granted; i++)
        {
            var (entry, fence) = read.GrantedAt(i);
            numbers.AddRange([entry + 1, fence]);
        }

        return [.. numbers];
    }

    /// <summary>
    /// Per lane 0 refused, 1 finished, or the next job's token; then the numbers of the next jobs, and the jobs if they came along.
    /// </summary>
    public static long[] ReadFinish(RedisResult[] answer, int lanes)
    {
        if (answer.Length == 1)
        {
            return [(long)answer[0]];
        }

        var read = new FinishAnswer(answer);
        var (codes, numbers, payloads) = (new List<long>(), new List<long>(), new List<long>());
        for (var i = 0; i < lanes; i++)
        {
            var (accepted, next) = read.Read(i, "");
            codes.Add(next?.Fence ?? (accepted ? 1 : 0));
            numbers.AddRange(next is { } head ? [head.Number] : []);
            payloads.AddRange(next?.Payload is { } payload ? [Naming.Job(Encoding.UTF8.GetString(payload.Memory.Span))] : []);
        }

        return [.. codes, .. numbers, .. payloads];
    }

    private static long[] Read(string word)
    {
        if (Naming.Lane(word) is >= 0 and var lane)
        {
            return [lane];
        }

        if (word.Length == 0)
        {
            return [0, 0];
        }

        if (word[0] == 'w')
        {
            return [long.Parse(word.AsSpan(1), CultureInfo.InvariantCulture)];
        }

        if (word.Contains('-', StringComparison.Ordinal) && word[0] != '-')
        {
            return [Naming.Job(word)];
        }

        return Array.ConvertAll(word.Split(' '), number => long.Parse(number, CultureInfo.InvariantCulture));
    }
}
