using System.Collections.Frozen;

namespace TgWorker.Intake.Receiving;

/// <summary>The bots whose updates are taken.</summary>
internal sealed class BotDirectory
{
    /// <summary>How telemetry calls all others: names that anybody may choose are none of its.</summary>
    public const string AnyLabel = "other";

    private readonly FrozenDictionary<string, ReceiverBot> _bots;
    private readonly SecretTokens _common;
    private readonly bool _any;

    public BotDirectory(ReceiverOptions options)
    {
        _common = new SecretTokens(options.SecretTokens);
        _any = options.AnyBot;
        _bots = options.Bots.ToFrozenDictionary(
            bot => bot.Key,
            bot => new ReceiverBot(bot.Key, bot.Value.Count > 0 ? new SecretTokens(bot.Value) : _common, bot.Key),
            StringComparer.Ordinal);
    }

    /// <summary>Whether each bot's updates need a secret token.</summary>
    public bool AllHaveSecrets => (!_any || _common.Any) && _bots.Values.All(bot => bot.Secrets.Any);

    /// <summary>The bots that need none.</summary>
    public IEnumerable<string> WithoutSecret =>
        _bots.Values.Where(bot => !bot.Secrets.Any).Select(bot => bot.Name).Concat(_any && !_common.Any ? ["of any other name"] : []);

    /// <summary>The bot of a name; null when its updates are not taken.</summary>
    public ReceiverBot? Find(string name) => _bots.GetValueOrDefault(name) ?? (_any ? new ReceiverBot(name, _common, AnyLabel) : null);
}
