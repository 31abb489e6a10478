using TgWorker.Screens;

namespace TgWorker.Tests.Screens;

/// <summary>What a terminal has on it after what was written, as far as the block writes it.</summary>
public sealed class StatusBlockTests : IDisposable
{
    private readonly StringWriter _out = new();

    [Fact]
    public void Show_Repeatedly_LeavesTheLogAndOneBlock()
    {
        var block = new StatusBlock(_out);
        block.Show([], ["a: 1", "b: 1"]);
        block.Show(["first"], ["a: 2", "b: 2"]);
        block.Show(["second, which is longer", "third"], ["a: 3"]);
        Assert.Equal(["first", "second, which is longer", "third", "a: 3"], Screen());

        block.Show(["the end"], []);
        Assert.Equal(["first", "second, which is longer", "third", "the end"], Screen());
    }

    [Fact]
    public void Show_IsOneWriteThatClearsNothingBefore()
    {
        var writes = new CountingWriter();
        new StatusBlock(writes).Show(["log"], ["a", "b"]);

        Assert.Equal(1, writes.Count);
        Assert.DoesNotContain("\e[2J", writes.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _out.Dispose();

    // A terminal that knows the four things the block says.
    private List<string> Screen()
    {
        var (lines, row, column) = (new List<string> { "" }, 0, 0);
        for (var rest = _out.ToString().Replace("\e[?2026h", "", StringComparison.Ordinal)
            .Replace("\e[?2026l", "", StringComparison.Ordinal); rest.Length > 0;)
        {
            var taken = 1;
            if (rest[0] == '\r')
            {
                column = 0;
            }
            else if (rest[0] == '\n')
            {
                (row, column) = (row + 1, 0);
                if (row == lines.Count)
                {
                    lines.Add("");
                }
            }
            else if (rest.StartsWith("\e[K", StringComparison.Ordinal))
            {
                (lines[row], taken) = (lines[row][..column], 3);
            }
            else if (rest.StartsWith("\e[J", StringComparison.Ordinal))
            {
                (lines[row], taken) = (lines[row][..column], 3);
                lines.RemoveRange(row + 1, lines.Count - row - 1);
            }
            else if (rest[0] == '\e')
            {
                taken = rest.IndexOf('A', StringComparison.Ordinal) + 1;
                row -= int.Parse(rest[2..(taken - 1)], null);
            }
            else
            {
                lines[row] = lines[row].PadRight(column)[..column] + rest[0]
                    + (column + 1 < lines[row].Length ? lines[row][(column + 1)..] : "");
                column++;
            }

            rest = rest[taken..];
        }

        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private sealed class CountingWriter : StringWriter
    {
        public int Count { get; private set; }

        public override void Write(string? value)
        {
            Count++;
            base.Write(value);
        }
    }
}
