namespace TgWorker.TestSupport.Telegram;

/// <summary>One try to deliver an update to a webhook.</summary>
/// <param name="UpdateId">The update.</param>
/// <param name="Queue">Its webhook queue.</param>
/// <param name="Sent">When it was sent.</param>
/// <param name="Answered">When the answer, or the end of the connection, came.</param>
/// <param name="Status">The answer's status; 0 where none came.</param>
/// <param name="RetryAfter">Its <c>Retry-After</c> in seconds.</param>
public sealed record Delivery(int UpdateId, string Queue, DateTimeOffset Sent, DateTimeOffset Answered, int Status, int? RetryAfter)
{
    /// <summary>Whether the update counts as delivered.</summary>
    public bool IsOk => Status is >= 200 and <= 299;
}
