namespace TgWorker.Laravel.Tests;

/// <summary>An entry as PHP reads it.</summary>
/// <param name="Class">The job's class.</param>
/// <param name="Bot">Its bot.</param>
/// <param name="Update">Its update.</param>
/// <param name="Again">Whether PHP, when it serializes what it read, writes the same bytes.</param>
internal sealed record LaravelEntry(string Class, string Bot, byte[] Update, bool Again);
