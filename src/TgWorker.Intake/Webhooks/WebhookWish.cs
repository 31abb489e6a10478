using System.Net;
using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Webhooks;

/// <summary>A webhook as it is wanted.</summary>
/// <param name="Bot">Whose.</param>
/// <param name="Url">Where Telegram is to post updates.</param>
internal sealed record WebhookWish(IntakeBot Bot, Uri Url)
{
    /// <summary>What Telegram is to send along; null for nothing.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether it may do without a secret token.</summary>
    public bool IsInsecure { get; init; }

    /// <summary>The certificate to upload, in PEM; null for one of an authority that Telegram knows.</summary>
    public string? Certificate { get; init; }

    /// <summary>Connections at most; null for Telegram's default.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>The kinds of update that are wanted; empty for Telegram's default, null to leave it as it is.</summary>
    public IReadOnlyList<string>? AllowedUpdates { get; init; }

    /// <summary>The kinds that the routes handle, where they are known.</summary>
    public IReadOnlyList<string>? HandledUpdates { get; init; }

    /// <summary>A fixed address instead of the host name's.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>Whether what waits at Telegram is deleted.</summary>
    public bool DropsPending { get; init; }

    /// <summary>Whether this machine asks the address itself before.</summary>
    public bool IsProbed { get; init; } = true;

    /// <summary>Whether Telegram's own Bot API server is asked, which takes only https, four ports and public addresses.</summary>
    public bool IsCloud { get; init; } = true;

    /// <summary>The address without the password that may stand in it, for people.</summary>
    public string ShownUrl => Shown(Url);

    /// <summary>A URL without the password that may stand in it.</summary>
    public static string Shown(Uri url) =>
        url.UserInfo.Length == 0 ? url.AbsoluteUri : new UriBuilder(url) { UserName = "***", Password = "" }.Uri.AbsoluteUri;

    /// <summary>A URL of getWebhookInfo's without the password that may stand in it.</summary>
    public static string Shown(string url) => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? Shown(parsed) : url;
}
