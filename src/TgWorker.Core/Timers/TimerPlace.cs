namespace TgWorker.Core.Timers;

/// <summary>Whose timer it is. This decides its lane, as an update's ids do.</summary>
/// <param name="Bot">The bot, by the name the proxy gives it.</param>
/// <param name="Chat">The chat.</param>
/// <param name="User">The user, if the queue is ordered by user.</param>
/// <param name="Topic">The forum topic.</param>
public sealed record TimerPlace(string Bot, long Chat, long? User = null, long? Topic = null);
