namespace TgWorker.TestSupport.Telegram;

/// <summary>An update that waits to be delivered.</summary>
/// <param name="Id">Its <c>update_id</c>.</param>
/// <param name="Kind">The field that carries it, such as <c>callback_query</c>.</param>
/// <param name="Queue">Telegram's webhook queue: what is in one is delivered one after the other.</param>
/// <param name="Expires">When Telegram drops it.</param>
/// <param name="Json">The bytes that are posted.</param>
public sealed record PendingUpdate(int Id, string Kind, string Queue, DateTimeOffset Expires, byte[] Json);
