namespace TgWorker.Hosting.Mistakes;

/// <summary>Finds what someone meant who misspelt a name.</summary>
internal static class NearestName
{
    /// <summary>The candidate nearest to <paramref name="name"/>; null when none is near.</summary>
    public static string? Among(IEnumerable<string> candidates, string name)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in candidates)
        {
            var distance = Distance(name, candidate);
            if (distance < bestDistance && distance <= Math.Max(2, candidate.Length / 3))
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>A sentence that names the nearest candidate; empty when none is near.</summary>
    public static string Hint(IEnumerable<string> candidates, string name) =>
        Among(candidates, name) is { } near ? $" Did you mean {near}?" : "";

    /// <summary>Edits from one to the other, letter case aside: insert, delete, replace or swap neighbours.</summary>
    internal static int Distance(string from, string to)
    {
        var (before, above, row) = (new int[to.Length + 1], new int[to.Length + 1], new int[to.Length + 1]);
        for (var j = 0; j <= to.Length; j++)
        {
            above[j] = j;
        }

        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = Same(from[i - 1], to[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[to.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
