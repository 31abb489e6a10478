using System.Globalization;
using TgWorker.Core.Jobs;

namespace TgWorker.Redis.Tests.Sorting;

/// <summary>A reader that takes note of how much it was given; every entry has a lane of its own.</summary>
internal sealed class Measuring : IJobReader
{
    private int _count;

    public long Bytes { get; private set; }

    public Job Read(ReadOnlyMemory<byte> payload)
    {
        Bytes += payload.Length;
        return new Job { Payload = payload, Lane = (++_count).ToString(CultureInfo.InvariantCulture) };
    }
}
