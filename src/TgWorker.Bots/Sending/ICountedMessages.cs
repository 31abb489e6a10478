namespace TgWorker.Bots.Sending;

/// <summary>A request that itself knows how many messages it makes, as its type does not tell.</summary>
internal interface ICountedMessages
{
    /// <summary>How many: of an album, its parts.</summary>
    int Messages { get; }
}
