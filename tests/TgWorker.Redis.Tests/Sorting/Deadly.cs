using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Testing.Conformance;

namespace TgWorker.Redis.Tests.Sorting;

/// <summary>A reader to which one entry is too much.</summary>
internal sealed class Deadly : IJobReader
{
    private readonly ConformanceJobReader _reader = new();

    public Job Read(ReadOnlyMemory<byte> payload) => Encoding.Latin1.GetString(payload.Span).Contains("deadly", StringComparison.Ordinal)
        ? throw new InsufficientMemoryException()
        : _reader.Read(payload);
}
