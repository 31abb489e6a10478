namespace TgWorker.Hosting.Logging;

/// <summary>How a log line looks.</summary>
public enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    Json,
}
