namespace TgWorker.Bots.BotApi;

/// <summary>The bots of the configuration, by the name the proxy calls each.</summary>
internal sealed record ConfiguredBots(IReadOnlyDictionary<string, BotOptions> ByName)
{
    /// <summary>The name of the HTTP client that all bots share.</summary>
    public const string HttpClientName = "TgWorker.BotApi";
}
