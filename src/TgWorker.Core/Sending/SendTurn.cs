namespace TgWorker.Core.Sending;

/// <summary>Whether something may be sent.</summary>
/// <param name="IsTaken">Whether it may be sent: now, or after <paramref name="Wait"/>. Otherwise nothing was taken.</param>
/// <param name="Wait">How long to wait before sending or, if it may not be sent, before asking again; to the microsecond. If several
/// senders were not ready to wait until the bot's turn (<see cref="SendWish.Ahead"/>), each gets a different time.</param>
public readonly record struct SendTurn(bool IsTaken, TimeSpan Wait);
