namespace TgWorker.Core.Broadcasts;

/// <summary>The audience is kept in pages; each is deleted when everybody on it has a message in their lane.</summary>
internal static class BroadcastPages
{
    /// <summary>How many recipients are on a page; the last one may have fewer.</summary>
    public const int Size = 500;
}
