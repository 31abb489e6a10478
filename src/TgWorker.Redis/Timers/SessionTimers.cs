namespace TgWorker.Redis.Timers;

/// <summary>What a session has to do with timers.</summary>
/// <param name="Timers">Sets them.</param>
/// <param name="Firing">Moves those that are due into their lanes.</param>
/// <param name="Watcher">Hears of those that others set.</param>
internal sealed record SessionTimers(RedisTimers Timers, TimerFiring Firing, TimerWatcher Watcher);
