namespace TgWorker.Intake.BotApi;

/// <summary>The Bot API refused. The message names no token.</summary>
internal sealed class BotApiRefusedException(BotApiRefusal refusal) : Exception(refusal.ToString())
{
    public BotApiRefusal Refusal => refusal;
}
