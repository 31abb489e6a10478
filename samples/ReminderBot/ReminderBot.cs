using TgWorker.Bots;

namespace ReminderBot;

/// <summary>Reminds a chat of things, once or every day. Reminders survive restarts and crashes, and come in the chat's order.</summary>
public sealed class ReminderBot : IBotModule
{
    public void Map(UpdateRoutes updates)
    {
        updates.UseState();
        updates.Add<Reminders>();
    }
}
