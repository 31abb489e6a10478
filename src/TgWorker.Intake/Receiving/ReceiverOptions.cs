using TgWorker.Laravel.Envelopes;

namespace TgWorker.Intake.Receiving;

/// <summary>How webhooks are received. Section <c>Receiver</c> of the configuration.</summary>
public sealed class ReceiverOptions
{
    /// <summary>tgook's path.</summary>
    public const string DefaultPath = "/telegram/bot/webhook/";

    /// <summary>
    /// Where a receiver of its own listens: <c>http://127.0.0.1:9070</c>, <c>https://0.0.0.0:8443</c>,
    /// <c>http://unix:/run/tgworker/receiver.sock</c>. Default
    /// nowhere: the application it is mapped in listens.
    /// </summary>
    public IReadOnlyList<string> Listen { get; set; } = [];

    /// <summary>
    /// The file with the certificate for https, in PEM, with those of its authorities; read again when it changes. Default null.
    /// </summary>
    public string? Certificate { get; set; }

    /// <summary>The file with the certificate's key, in PEM. Default null: in <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; set; }

    /// <summary>
    /// The bots by their names in the path, with a secret token of their own for each, or two while one replaces the other; none where
    /// <see cref="SecretTokens"/> holds for them.
    /// </summary>
    public IDictionary<string, IReadOnlyList<string>> Bots { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The secret tokens of the bots that have none of their own. Default none.</summary>
    public IReadOnlyList<string> SecretTokens { get; set; } = [];

    /// <summary>Whether updates of bots are taken that are not among <see cref="Bots"/>, as tgook does. Default false.</summary>
    public bool AnyBot { get; set; }

    /// <summary>Whether the receiver may listen beyond loopback for bots without a secret token. Default false.</summary>
    public bool Insecure { get; set; }

    /// <summary>What stands before the bot's name. Default <see cref="DefaultPath"/>.</summary>
    public string Path { get; set; } = DefaultPath;

    /// <summary>
    /// The longest update in bytes; of a longer one so much is taken, and becomes a failed job. Default 1 MiB: Telegram's own limit is half
    /// of it.
    /// </summary>
    public int MaxBody { get; set; } = 1024 * 1024;

    /// <summary>
    /// How long an update waits while one with a lower <c>update_id</c> of its bot is missing: Telegram sends a chat's messages, button
    /// presses and reactions over different connections. Of use with one receiver for the bot. Default zero: it does not wait.
    /// </summary>
    public TimeSpan Reorder { get; set; }

    /// <summary>Unfinished updates from which on senders are asked to come again; zero (the default) for no limit.</summary>
    public long MaxBacklog { get; set; }

    /// <summary>
    /// The networks from which updates are taken, such as <c>149.154.160.0/20</c>; <c>telegram</c> stands for Telegram's. Default none:
    /// from anywhere.
    /// </summary>
    public IReadOnlyList<string> AllowFrom { get; set; } = [];

    /// <summary>The networks of the proxies whose <c>X-Forwarded-For</c> is believed. Default loopback.</summary>
    public IReadOnlyList<string> KnownProxies { get; set; } = ["127.0.0.0/8", "::1/128"];

    /// <summary>How long requests are still taken after the receiver was told to stop, for a balancer to notice. Default zero.</summary>
    public TimeSpan DrainDelay { get; set; }

    /// <summary>How long requests that run may take when the receiver stops. Default 5 s.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The names of the job's class and property. Default tgook v1's.</summary>
    public TgookShape Shape { get; set; } = TgookShape.V1;
}
