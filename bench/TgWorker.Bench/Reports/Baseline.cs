using System.Globalization;
using System.Text.Json;
using TgWorker.Bench.Cases;

namespace TgWorker.Bench.Reports;

/// <summary>
/// An earlier run's ratios to the yardstick, from its <c>--json</c>: what a run is held against. Between runs on one machine ratios
/// differ by a quarter, so a case has become slower only when it has lost much more than that.
/// </summary>
internal sealed class Baseline
{
    /// <summary>What is left of a ratio at least.</summary>
    public const double Kept = 0.6;

    private readonly Dictionary<(string Scenario, string Variant), double> _ratios;

    private Baseline(Dictionary<(string Scenario, string Variant), double> ratios) => _ratios = ratios;

    /// <summary>Reads a file that <c>--json</c> wrote.</summary>
    /// <exception cref="InvalidDataException">It holds no such report, or no ratio.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Baseline Read(string file)
    {
        try
        {
            using var report = JsonDocument.Parse(File.ReadAllText(file));
            var ratios = report.RootElement.GetProperty("results").EnumerateArray()
                .Where(one => one.TryGetProperty("ratio", out _))
                .ToDictionary(
                    one => (one.GetProperty("scenario").GetString()!, one.GetProperty("variant").GetString()!),
                    one => one.GetProperty("ratio").GetDouble());
            return ratios.Count > 0
                ? new Baseline(ratios)
                : throw new InvalidDataException($"'{file}' holds no ratio: give a report of --json.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"'{file}' is no report of --json: {e.Message}", e);
        }
    }

    /// <summary>A line for each case that has become slower than noise explains; what was not run is none.</summary>
    public IReadOnlyList<string> Losses(IReadOnlyList<Measurement> results) =>
    [
        .. from known in _ratios
           let now = results.FirstOrDefault(one => (one.Scenario, one.Variant) == known.Key)
           where now is not null && !(now.Ratio >= known.Value * Kept)
           select string.Create(
               CultureInfo.InvariantCulture,
               $"{known.Key.Scenario}, {known.Key.Variant}: ratio {now.Ratio:0.00}, was {known.Value:0.00}: less than {Kept:0.0} of it"),
    ];
}
