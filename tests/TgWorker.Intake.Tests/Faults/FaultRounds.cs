using System.Globalization;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>How often the faults come one after the other: <c>TGWORKER_TEST_FAULT_ROUNDS</c>, once by default.</summary>
internal static class FaultRounds
{
    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("TGWORKER_TEST_FAULT_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out var rounds) ? rounds : 1;
}
