namespace TgWorker.Hosting.Configuration;

/// <summary>How a log line looks.</summary>
internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    Json,
}
