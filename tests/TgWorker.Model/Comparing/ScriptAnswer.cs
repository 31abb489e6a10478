using System.Globalization;
using StackExchange.Redis;

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
