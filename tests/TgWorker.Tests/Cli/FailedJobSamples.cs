using System.Text;
using TgWorker.Core.FailedJobs;

namespace TgWorker.Tests.Cli;

internal static class FailedJobSamples
{
    public const string FirstId = "0b1c2d3e-0000-4000-8000-000000000001";
    public const string SecondId = "0b1c2d3e-0000-4000-8000-000000000002";

    /// <summary>A job that failed so many minutes after noon.</summary>
    public static FailedJob Job(
        string id, int minute, string error = "HTTP 500 from http://localhost/", string lane = "main:-1001234567890") => new()
    {
        Id = id,
        Queue = "telegram_updates",
        Lane = lane,
        Bot = "main",
        UpdateId = 42,
        FailedAt = new DateTimeOffset(2025, 11, 21, 12, minute, 0, 250, TimeSpan.Zero),
        Attempts = 3,
        Error = error,
        Worker = "host-1",
        Payload = Encoding.UTF8.GetBytes("""{"uuid":"Ж","data":"a\/b"}"""),
    };
}
