namespace TgWorker.Bots;

/// <summary>Calls that may be refused without ending the handler.</summary>
public static class RefusedCalls
{
    /// <summary>
    /// Goes on after an edit that changed nothing: <c>await bot.EditMessageText(…).OrUnchanged();</c>. Without it, the handler ends there
    /// and the update is handled.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <returns>Telegram's answer; the type's default where nothing changed.</returns>
    public static Task<TResult?> OrUnchanged<TResult>(this Task<TResult> call) => Unless(call, RefusalReason.NotModified);

    /// <inheritdoc cref="OrUnchanged{TResult}(Task{TResult})"/>
    public static Task OrUnchanged(this Task call) => Unless(Awaited(call), RefusalReason.NotModified);

    /// <summary>Goes on where the bot can no longer write: <c>await bot.SendMessage(friend, …).OrGone();</c>.</summary>
    /// <param name="call">The call.</param>
    /// <returns>Telegram's answer; the type's default where the chat is gone.</returns>
    public static Task<TResult?> OrGone<TResult>(this Task<TResult> call) => Unless(call, RefusalReason.ChatGone);

    /// <inheritdoc cref="OrGone{TResult}(Task{TResult})"/>
    public static Task OrGone(this Task call) => Unless(Awaited(call), RefusalReason.ChatGone);

    private static async Task<bool> Awaited(Task call)
    {
        ArgumentNullException.ThrowIfNull(call);
        await call.ConfigureAwait(false);
        return true;
    }

    private static async Task<TResult?> Unless<TResult>(Task<TResult> call, RefusalReason reason)
    {
        ArgumentNullException.ThrowIfNull(call);
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (TelegramRefusalException e) when (e.Reason == reason)
        {
            return default;
        }
    }
}
