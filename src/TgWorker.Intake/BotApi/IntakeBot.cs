namespace TgWorker.Intake.BotApi;

/// <summary>A bot as the intake knows it: its name on the queue, and how to call its Bot API.</summary>
/// <param name="Name">Its name on the queue.</param>
/// <param name="Token">Its token, as BotFather gave it.</param>
/// <param name="BaseUrl">The address of the Bot API server.</param>
/// <param name="UseTestEnvironment">Whether the bot lives in Telegram's test environment.</param>
public sealed record IntakeBot(string Name, string Token, Uri BaseUrl, bool UseTestEnvironment = false)
{
    /// <summary>The bot's own id. It is the first part of the token, and is not secret.</summary>
    public string Id => Token.Split(':')[0];

    /// <summary>The name and the id; never the token.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
