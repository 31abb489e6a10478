using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Webhooks;

/// <summary>What it means that Telegram refused, or did not answer.</summary>
internal static class WebhookRefusal
{
    /// <summary>The finding; null for an exception of another kind.</summary>
    public static WebhookFinding? Of(Exception exception, IntakeBot bot) => exception switch
    {
        BotApiRefusedException { Refusal.Code: 401 or 404 } => WebhookFinding.Error(
            "token", $"Telegram says: {exception.Message}",
            $"the token is wrong or was revoked: give the new one as TelegramBots:{bot.Name}:Token"),
        BotApiRefusedException => WebhookFinding.Error(
            "telegram",
            $"Telegram says: {exception.Message}",
            WebhookAdvice.For(exception.Message)),
        BotApiUnreachableException => WebhookFinding.Error(
            "telegram", $"the Bot API server does not answer: {exception.Message}",
            $"see that this machine reaches {bot.BaseUrl.Host}, and TelegramBots:{bot.Name}:BaseUrl"),
        _ => null,
    };
}
