namespace TgWorker.Sqlite.Steps;

/// <summary>When a job failed, as the file keeps it: unix microseconds.</summary>
internal static class FailedTime
{
    public static long Of(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Read(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
