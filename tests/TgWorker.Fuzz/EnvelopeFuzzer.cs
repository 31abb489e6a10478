using System.Diagnostics;
using TgWorker.Core.Jobs;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Fuzz;

/// <summary>Reads damaged entries and checks what is promised for any input whatever.</summary>
public sealed class EnvelopeFuzzer
{
    /// <summary>The most bytes that may be allocated for each byte of an input.</summary>
    public const int BytesPerByte = 64;

    // Strings, the job itself, growth steps of the smallest lists, buffers that the pool has none of yet.
    private const int BytesAnyway = 64 * 1024;

    // System.Text.Json faults by throwing, which takes longer than all the rest.
    private const int ScannerEvery = 8;

    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);

    private readonly InputFactory _inputs = new();

    private readonly EnvelopeReader[] _readers = [.. Enum.GetValues<OrderBy>().Select(orderBy =>
        new EnvelopeReader(new EnvelopeOptions
        {
            OrderBy = orderBy, AppKeys = [InputFactory.Key],
            JobClasses = orderBy == OrderBy.Chat ? JobClasses.OfTgook : JobClasses.Parse(["*"]),
        }))];

    private TimeSpan _slowest;
    private double _mostBytesPerByte;
    private long _updates;

    /// <summary>Reads <paramref name="count"/> inputs from number <paramref name="first"/> on, up to the first failure.</summary>
    public FuzzReport Run(int seed, long count, long first = 0)
    {
        foreach (var entry in _inputs.Entries)
        {
            _readers[0].Read(entry);
        }

        for (var index = first; index < first + count; index++)
        {
            var input = _inputs.Make(new Random(unchecked((int)((seed * 1_000_003L) + index))));
            var broken = FindBrokenPromise(input, _readers[index % _readers.Length])
                ?? (index % ScannerEvery == 0 ? ScannerPromises.FindBroken(input) : null);
            if (broken is { } promise)
            {
                return Report(index - first + 1, new FuzzFailure(seed, index, promise, input));
            }
        }

        return Report(count, null);
    }

    private FuzzReport Report(long inputs, FuzzFailure? failure) => new(inputs, _updates, _slowest, _mostBytesPerByte, failure);

    private string? FindBrokenPromise(byte[] input, EnvelopeReader reader)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        Job job;
        try
        {
            job = reader.Read(input);
            _ = (job.Update, job.Uuid, job.DisplayName, job.RetryOf);
        }
        catch (Exception exception)
        {
            return $"reading never throws, but: {exception}";
        }

        var took = Stopwatch.GetElapsedTime(started);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        _slowest = took > _slowest ? took : _slowest;
        _mostBytesPerByte = input.Length >= 4096 ? Math.Max(_mostBytesPerByte, allocated / (double)input.Length) : _mostBytesPerByte;
        _updates += job.Problem is null ? 1 : 0;
        return took > LongestRead ? $"reading takes {took}"
            : allocated > (BytesPerByte * (long)input.Length) + BytesAnyway ? $"reading {input.Length} bytes allocated {allocated}"
            : JobPromises.FindBroken(job);
    }
}
