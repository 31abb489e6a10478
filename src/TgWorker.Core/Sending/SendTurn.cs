namespace TgWorker.Core.Sending;

/// <summary>Whether something may be sent.</summary>
/// <param name="IsTaken">Whether it may: now, or after <paramref name="Wait"/>. Otherwise nothing was taken.</param>
/// <param name="Wait">
/// How long to wait before it is sent, or, where it may not be, before it makes sense to ask again. To the microsecond. Of several that
/// were not ready to wait as long as the bot's turn takes (<see cref="SendWish.Ahead"/>), each is told a time of its own.
/// </param>
public readonly record struct SendTurn(bool IsTaken, TimeSpan Wait);
