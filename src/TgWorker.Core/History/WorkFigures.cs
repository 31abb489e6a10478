using System.Globalization;
using System.Text;

namespace TgWorker.Core.History;

/// <summary>What became of updates in some time, and how long they waited and ran.</summary>
public sealed class WorkFigures
{
    /// <summary>Tries after which the update was done.</summary>
    public long Handled { get; private set; }

    /// <summary>Tries that failed, with another one to follow.</summary>
    public long Retried { get; private set; }

    /// <summary>Updates that were given up.</summary>
    public long Failed { get; private set; }

    /// <summary>Tries that ended without a result and without being used up, such as those told to wait.</summary>
    public long PutOff { get; private set; }

    /// <summary>From the push to the start of the first try, where the entry says when it was pushed.</summary>
    public Spread Waits { get; } = new();

    /// <summary>How long tries took.</summary>
    public Spread Runs { get; } = new();

    /// <summary>Whether nothing happened.</summary>
    public bool IsEmpty => Handled + Retried + Failed + PutOff + Runs.Count + Waits.Count == 0;

    /// <summary>Tries that ended with an error, in parts of all tries; 0 where there were none.</summary>
    public double ErrorRate => Handled + Retried + Failed is > 0 and var all ? (double)(Retried + Failed) / all : 0;

    /// <summary>Adds others.</summary>
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
    /// Adds what <see cref="Write"/> wrote: pairs such as <c>h=12 w17=3</c>, in which whoever keeps them adds up what has the same name. A
    /// name that is not known is of a program to come, and left out.
    /// </summary>
    internal void Add(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf(' ');
            var pair = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            var mark = pair.IndexOf('=');
            if (mark > 0 && Number(pair[(mark + 1)..]) is var count and > 0)
            {
                Add(pair[..mark], count);
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

    /// <summary>As it is kept.</summary>
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

    private void Add(ReadOnlySpan<char> name, long count)
    {
        if (name.Length > 1 && Number(name[1..]) is var bucket and >= 0 and < LogScale.Buckets)
        {
            (name[0] switch { 'w' => Waits, 'x' => Runs, _ => null })?.Add((int)bucket, count);
        }
        else if (name.Length == 1)
        {
            switch (name[0])
            {
                case 'h':
                    Handled += count;
                    break;
                case 'r':
                    Retried += count;
                    break;
                case 'f':
                    Failed += count;
                    break;
                case 'p':
                    PutOff += count;
                    break;
            }
        }
    }

    // Thousands of them make a page. -1 for what is no number, or too large for one.
    private static long Number(ReadOnlySpan<char> digits)
    {
        var number = 0L;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit) || number > long.MaxValue / 100)
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return digits.IsEmpty ? -1 : number;
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
