namespace TgWorker.Intake.Tests.TestSupport;

/// <summary>An answer as it came.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public int? RetryAfter => Headers.TryGetValue("Retry-After", out var text) ? int.Parse(text, null) : null;

    public bool Closes => Headers.TryGetValue("Connection", out var text) && text == "close";
}
