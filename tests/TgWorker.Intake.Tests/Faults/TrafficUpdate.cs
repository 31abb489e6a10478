namespace TgWorker.Intake.Tests.Faults;

/// <summary>An update that somebody caused.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Chat">Its chat.</param>
/// <param name="Queue">Telegram's webhook queue, in which it stands behind those before it.</param>
internal sealed record TrafficUpdate(int Id, int Chat, string Queue);
