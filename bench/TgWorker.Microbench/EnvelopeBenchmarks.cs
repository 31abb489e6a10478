using BenchmarkDotNet.Attributes;
using TgWorker.Laravel.Envelopes;
using TgWorker.Measuring.Traffic;
using TgWorker.TestSupport;

namespace TgWorker.Microbench;

/// <summary>From an entry's bytes to the lane it belongs to, and on to the update.</summary>
public class EnvelopeBenchmarks
{
    private readonly EnvelopeReader _reader = new(new EnvelopeOptions());
    private readonly byte[] _tgook = new UpdateSource(new EvenChats(1), TimeProvider.System).Next();
    private readonly byte[] _graph = Fixtures.LaravelEntry("laravel-11.56/b_object_message_text");

    /// <summary>A tgook entry of 1.4 KB, as far as the lane.</summary>
    [Benchmark(Baseline = true)]
    public string TgookEntryToLane() => _reader.Read(_tgook).Lane;

    /// <summary>The same, and the update's JSON.</summary>
    [Benchmark]
    public int TgookEntryToUpdate() => _reader.Read(_tgook).Update.Length;

    /// <summary>A job whose update is a PHP object graph.</summary>
    [Benchmark]
    public string ObjectGraphToLane() => _reader.Read(_graph).Lane;
}
