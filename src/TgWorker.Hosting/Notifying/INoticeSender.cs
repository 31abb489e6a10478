namespace TgWorker.Hosting.Notifying;

/// <summary>A way to tell somebody.</summary>
internal interface INoticeSender
{
    /// <summary>What it is called in the log; nothing secret.</summary>
    string Name { get; }

    /// <summary>Makes the request.</summary>
    HttpRequestMessage Request(Notice notice);
}
