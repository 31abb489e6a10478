using System.Text.Json;
using TgWorker.Bench.Cases;

namespace TgWorker.Bench.Reports;

/// <summary>The same for programs.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    public static string Write(MachineInfo machine, BenchSettings settings, IReadOnlyList<Measurement> results) =>
        JsonSerializer.Serialize(new { Machine = machine, Settings = settings, Results = results }, Options);
}
