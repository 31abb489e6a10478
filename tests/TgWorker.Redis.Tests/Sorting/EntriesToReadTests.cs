using TgWorker.Redis.Keys;
using TgWorker.Redis.Sorting;
using Xunit;

namespace TgWorker.Redis.Tests.Sorting;

/// <summary>How many entries are read at once: half as many after a failed read, twice as many after a sorted one.</summary>
public sealed class EntriesToReadTests
{
    private readonly EntryReader _reader = new(null!, new QueueKeys("k"), "q", TakeFrom.Head, largest: 1000, payloads: null!);

    [Fact]
    public void EntriesFor_ReadsThatFail_HalvesDownToOneAndGrowsAgain()
    {
        Assert.Equal((16, 64, 256), (_reader.EntriesFor(1), _reader.EntriesFor(64), _reader.EntriesFor(10_000)));
        var halves = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            _reader.NoteFailed(_reader.EntriesFor(64));
            halves.Add(_reader.EntriesFor(64));
        }

        Assert.Equal([32, 16, 8, 4, 2, 1, 1, 1], halves);
        Assert.Equal(1, _reader.MoreEntriesThan(1));

        _reader.NoteSorted(1);
        Assert.Equal(2, _reader.EntriesFor(64));
        _reader.NoteSorted(2);
        Assert.Equal(4, _reader.EntriesFor(64));
    }
}
