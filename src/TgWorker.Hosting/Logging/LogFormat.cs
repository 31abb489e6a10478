namespace TgWorker.Hosting.Logging;

/// <summary>The format of a log line.</summary>
public enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    Json,
}
