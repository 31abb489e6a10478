using System.Globalization;
using System.Text;

namespace TgWorker.Core.History;

/// <summary>What became of updates in a span of time, and how long they waited and ran.</summary>
public sealed class WorkFigures
{
    /// <summary>Tries after which the update was done.</summary>
    public long Handled { get; private set; }

    /// <summary>Tries that failed and were followed by another.</summary>
    public long Retried { get; private set; }

    /// <summary>Updates that were given up.</summary>
    public long Failed { get; private set; }

    /// <summary>Tries that ended without a result and did not count, such as those told to wait.</summary>
    public long PutOff { get; private set; }

    /// <summary>From the push to the start of the first try, if the entry says when it was pushed.</summary>
    public Spread Waits { get; } = new();

    /// <summary>How long tries took.</summary>
    public Spread Runs { get; } = new();

    /// <summary>Whether all figures are zero.</summary>
    public bool IsEmpty => Handled + Retried + Failed + PutOff + Runs.Count + Waits.Count == 0;

    /// <summary>The share of tries that ended with an error, 0 to 1; 0 if there were none.</summary>
    public double ErrorRate => Handled + Retried + Failed is > 0 and var all ? (double)(Retried + Failed) / all : 0;

    /// <summary>Adds other figures.</summary>
    internal void Add(WorkFigures other)
    {
        Handled += other.Handled;
        Retried += other.Retried;
        Failed += other.Failed;
        PutOff += other.PutOff;
        Waits.Add(other.Waits);
        Runs.Add(other.Runs);
    }

    /// <summary>
    /// Adds what <see cref="Write"/> wrote: pairs such as <c>h=12 w17=3</c>, where values of the same name are added up. An unknown name
    /// comes from a newer program and is left out.
    /// </summary>
    internal void Add(ReadOnlySpan<char> text)
    {
        // Tens of thousands of pairs make a page: one pass, nothing is cut out.
        for (var at = 0; at < text.Length;)
        {
            var name = text[at++];
            var bucket = Number(text, ref at);
            if (at < text.Length && text[at] == '=')
            {
                at++;
                if (Number(text, ref at) is var count and > 0 && (at == text.Length || text[at] == ' '))
                {
                    Add(name, bucket, count);
                }
            }

            while (at < text.Length && text[at++] != ' ')
            {
            }
        }
    }

    /// <summary>Counts one of <see cref="WorkEnd"/>.</summary>
    internal void Add(WorkEnd end, long count)
    {
        switch (end)
        {
            case WorkEnd.Handled:
                Handled += count;
                break;
            case WorkEnd.Retried:
                Retried += count;
                break;
            case WorkEnd.Failed:
                Failed += count;
                break;
            default:
                PutOff += count;
                break;
        }
    }

    /// <summary>The text form that is stored.</summary>
    internal string Write()
    {
        var text = new StringBuilder();
        Append(text, "h", Handled);
        Append(text, "r", Retried);
        Append(text, "f", Failed);
        Append(text, "p", PutOff);
        Append(text, 'w', Waits);
        Append(text, 'x', Runs);
        return text.ToString();
    }

    private void Add(char name, long bucket, long count)
    {
        switch (name)
        {
            case 'w' when bucket is >= 0 and < LogScale.Buckets:
                Waits.Add((int)bucket, count);
                break;
            case 'x' when bucket is >= 0 and < LogScale.Buckets:
                Runs.Add((int)bucket, count);
                break;
            case 'h' when bucket < 0:
                Handled += count;
                break;
            case 'r' when bucket < 0:
                Retried += count;
                break;
            case 'f' when bucket < 0:
                Failed += count;
                break;
            case 'p' when bucket < 0:
                PutOff += count;
                break;
        }
    }

    // Moves behind the digits. -1 where there are none; one that is too large for a number is none and ends where it becomes so.
    private static long Number(ReadOnlySpan<char> text, ref int at)
    {
        var (number, from) = (0L, at);
        for (; at < text.Length && text[at] is >= '0' and <= '9'; at++)
        {
            if (number > long.MaxValue / 100)
            {
                return -1;
            }

            number = (number * 10) + (text[at] - '0');
        }

        return at == from ? -1 : number;
    }

    private static void Append(StringBuilder text, char name, Spread spread)
    {
        foreach (var (bucket, count) in spread.Filled)
        {
            Append(text, string.Create(CultureInfo.InvariantCulture, $"{name}{bucket}"), count);
        }
    }

    private static void Append(StringBuilder text, string name, long count)
    {
        if (count > 0)
        {
            text.Append(text.Length > 0 ? " " : "").Append(name).Append(CultureInfo.InvariantCulture, $"={count}");
        }
    }
}
