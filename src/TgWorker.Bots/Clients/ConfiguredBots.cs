namespace TgWorker.Bots.Clients;

/// <summary>The bots of the configuration, by the name the proxy calls each.</summary>
internal sealed record ConfiguredBots(IReadOnlyDictionary<string, TelegramBotOptions> ByName);
