using System.Text;

namespace TgWorker.Hosting.Queues;

/// <summary>What must be known of the Laravel application that shares the queue; in the configuration the section <c>Laravel</c>.</summary>
public sealed class LaravelOptions
{
    private const string Base64 = "base64:";

    /// <summary>The key of encrypted jobs, as <c>APP_KEY</c> has it; null (the default) reads none of them.</summary>
    public string? AppKey { get; set; }

    /// <summary>Keys that were in use before. Default none.</summary>
    public IReadOnlyList<string> PreviousKeys { get; set; } = [];

    /// <summary>All keys as bytes, the current one first.</summary>
    internal IReadOnlyList<byte[]> Keys => [.. PreviousKeys.Prepend(AppKey).OfType<string>().Where(key => key.Length > 0).Select(Decode)];

    /// <summary>The name of the queue's connection in the application (config/queue.php). Default <c>redis</c>.</summary>
    public string Connection { get; set; } = "redis";

    /// <summary>The database of Laravel's cache, where <c>queue:restart</c> and <c>queue:pause</c> leave their wishes. Default 1.</summary>
    public int CacheDatabase { get; set; } = 1;

    /// <summary>The cache's own key prefix; null (the default) means that those wishes are not read.</summary>
    public string? CachePrefix { get; set; }

    private static byte[] Decode(string key) => key.StartsWith(Base64, StringComparison.Ordinal)
        ? Convert.FromBase64String(key[Base64.Length..])
        : Encoding.UTF8.GetBytes(key);
}
