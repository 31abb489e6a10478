using System.Net;

namespace TgWorker.Intake.Receiving;

/// <summary>The networks that are meant.</summary>
internal static class TelegramNetworks
{
    /// <summary>What Telegram's networks are called in the configuration.</summary>
    public const string Name = "telegram";

    // https://core.telegram.org/bots/webhooks
    private static readonly string[] Telegrams = ["149.154.160.0/20", "91.108.4.0/22"];

    /// <summary>The networks that are written so, which were found good before.</summary>
    public static IReadOnlyList<IPNetwork> Of(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => text == Name ? Telegrams : [text]).Select(Parse)];

    private static IPNetwork Parse(string text) => IPNetwork.TryParse(text, out var network)
        ? network
        : IPAddress.Parse(text) is var address ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : default;
}
