namespace TgWorker.Intake.BotApi;

/// <summary>A bot as the intake knows it: what its updates are called on the queue, and how its Bot API is called.</summary>
/// <param name="Name">Its name on the queue.</param>
/// <param name="Token">Its token, as BotFather gave it.</param>
/// <param name="BaseUrl">The address of the Bot API server.</param>
/// <param name="UseTestEnvironment">Whether the bot lives in Telegram's test environment.</param>
public sealed record IntakeBot(string Name, string Token, Uri BaseUrl, bool UseTestEnvironment = false)
{
    /// <summary>The bot's own id, which begins its token and is no secret.</summary>
    public string Id => Token.Split(':')[0];

    /// <summary>The name and the id; the token is shown nowhere.</summary>
    public override string ToString() => $"{Name} ({Id})";
}
