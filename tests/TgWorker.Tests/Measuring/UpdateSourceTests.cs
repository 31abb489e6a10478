using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Traffic;

namespace TgWorker.Tests.Measuring;

public class UpdateSourceTests
{
    private static readonly EnvelopeReader Reader = new(new EnvelopeOptions());

    [Fact]
    public void Next_ManyEntries_HaveTheSizeOfRealOnesAndAreNoDuplicates()
    {
        var jobs = new UpdateSource(new EvenChats(100), TimeProvider.System).Next(1000).Select(entry => Reader.Read(entry)).ToList();

        Assert.All(jobs, job => Assert.Null(job.Problem));
        Assert.All(jobs, job => Assert.InRange(job.Payload.Length, 1300, 1500));
        Assert.Equal(1000, jobs.Select(job => job.UpdateId).Distinct().Count());
        Assert.All(jobs.GroupBy(job => job.Lane), lane => Assert.Equal(10, lane.Count()));
    }

    [Fact]
    public void NextOfFlood_AmongOthers_IsAChatOfItsOwn()
    {
        var source = new UpdateSource(new EvenChats(10), TimeProvider.System);
        var others = source.Next(10).Select(entry => Reader.Read(entry).Lane);

        var flood = Reader.Read(source.NextOfFlood());

        Assert.DoesNotContain(flood.Lane, others);
        Assert.Equal(source.NextId - 1, flood.UpdateId);
    }

    [Fact]
    public void Zipf_ManyUpdates_GivesTheFirstChatsTheirShare()
    {
        var chats = new ZipfChats(1000, 1.1);
        var counts = new int[1000];
        for (var i = 0; i < 100_000; i++)
        {
            counts[chats.Next()]++;
        }

        // 1 / (1 + 1/2^1.1 + … + 1/1000^1.1) = 0.179; the tenth has 10^-1.1 of that.
        Assert.InRange(counts[0], 17_000, 19_000);
        Assert.InRange(counts[9], 1_200, 1_650);
    }
}
