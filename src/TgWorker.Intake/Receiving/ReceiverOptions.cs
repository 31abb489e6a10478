using TgWorker.Laravel.Envelopes;

namespace TgWorker.Intake.Receiving;

/// <summary>How webhooks are received; section <c>Receiver</c> of the configuration.</summary>
public sealed class ReceiverOptions
{
    /// <summary>tgook's path.</summary>
    public const string DefaultPath = "/telegram/bot/webhook/";

    /// <summary>
    /// Where the receiver listens on its own: <c>http://127.0.0.1:9070</c>, <c>https://0.0.0.0:8443</c>,
    /// <c>http://unix:/run/tgworker/receiver.sock</c>. Default none: the application that maps it listens.
    /// </summary>
    public IReadOnlyList<string> Listen { get; set; } = [];

    /// <summary>
    /// The PEM file with the certificate for https and those of its authorities; read again when it changes. Default null.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>The PEM file with the certificate's key. Default null: the key is in <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>
    /// The bots, by their names in the path, each with its own secret token, or two while one replaces the other. A bot with none here uses
    /// <see cref="SecretTokens"/>.
    /// </summary>
    public IDictionary<string, IReadOnlyList<string>> Bots { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The secret tokens for bots that have none of their own. Default none.</summary>
    public IReadOnlyList<string> SecretTokens { get; set; } = [];

    /// <summary>Whether to accept updates for bots that are not in <see cref="Bots"/>, as tgook does. Default false.</summary>
    public bool AnyBot { get; set; }

    /// <summary>Whether the receiver may listen beyond loopback for bots without a secret token. Default false.</summary>
    public bool Insecure { get; set; }

    /// <summary>The path before the bot's name. Default <see cref="DefaultPath"/>.</summary>
    public string Path { get; set; } = DefaultPath;

    /// <summary>
    /// The longest update in bytes. A longer one is cut at this length and becomes a failed job. Default 1 MiB, twice Telegram's own limit.
    /// </summary>
    public int MaxBody { get; set; } = 1024 * 1024;

    /// <summary>
    /// How long an update waits while one with a lower <c>update_id</c> of its bot is missing, because Telegram sends a chat's messages,
    /// button presses and reactions over different connections. Useful with one receiver per bot. Default zero: it does not wait.
    /// </summary>
    public TimeSpan Reorder { get; set; }

    /// <summary>The number of unfinished updates at which senders are told to come again later. Default zero: no limit.</summary>
    public long MaxBacklog { get; set; }

    /// <summary>
    /// The networks from which updates are accepted, such as <c>149.154.160.0/20</c>; <c>telegram</c> stands for Telegram's. Default none:
    /// from anywhere.
    /// </summary>
    public IReadOnlyList<string> AllowFrom { get; set; } = [];

    /// <summary>The networks of the proxies whose <c>X-Forwarded-For</c> is trusted. Default loopback.</summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = ["127.0.0.0/8", "::1/128"];

    /// <summary>
    /// How long requests are still accepted after the receiver is told to stop, so that a load balancer notices. Default zero.
    /// </summary>
    public TimeSpan DrainDelay { get; set; }

    /// <summary>How long running requests may take when the receiver stops. Default 5 s.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The names of the job's class and property in the envelope. Default tgook v1's.</summary>
    public TgookShape Shape { get; set; } = TgookShape.V1;
}
