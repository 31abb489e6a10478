using System.Diagnostics;
using System.Globalization;
using TgWorker.Fuzz;

// dotnet run -c Release --project tests/TgWorker.Fuzz -- COUNT [SEED [FIRST]]
// A failure prints its seed and number: running it alone is COUNT 1 with that seed and number.
var numbers = args.Select(argument => long.Parse(argument, CultureInfo.InvariantCulture)).ToArray();
var (count, seed, first) = (numbers.ElementAtOrDefault(0), (int)numbers.ElementAtOrDefault(1), numbers.ElementAtOrDefault(2));
if (count < 1)
{
    Console.Error.WriteLine("How many inputs? TgWorker.Fuzz COUNT [SEED [FIRST]]");
    return 2;
}

var started = Stopwatch.GetTimestamp();
var report = new EnvelopeFuzzer().Run(seed, count, first);
Console.WriteLine(
    $"{report.Inputs} inputs in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s: {report.Updates} updates, slowest "
        + $"{report.Slowest.TotalMilliseconds:F1} ms, "
    + $"at most {report.MostBytesPerByte:F1} bytes allocated per byte");
if (report.Failure is not null)
{
    Console.WriteLine(report.Failure);
}

return report.Failure is null ? 0 : 1;
