namespace TgWorker.Bots.Routing;

/// <summary>What the text of a capture is known to be.</summary>
internal enum CaptureType
{
    /// <summary>Any text, of a pattern.</summary>
    Text,

    /// <summary>An <see cref="int"/>.</summary>
    Int,

    /// <summary>A <see cref="long"/>.</summary>
    Long,

    /// <summary>A <see cref="System.Guid"/>.</summary>
    Guid,

    /// <summary>What a group of a regular expression lets through; it is parsed when the route is asked.</summary>
    Group,
}
