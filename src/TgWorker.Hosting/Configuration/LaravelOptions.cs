using System.Text;

namespace TgWorker.Hosting.Configuration;

/// <summary>What must be known of the Laravel application that shares the queue.</summary>
internal sealed class LaravelOptions
{
    private const string Base64 = "base64:";

    /// <summary>The key of encrypted jobs, as <c>APP_KEY</c> has it.</summary>
    public string? AppKey { get; set; }

    /// <summary>Keys that were in use before.</summary>
    public IReadOnlyList<string> PreviousKeys { get; set; } = [];

    /// <summary>All keys as bytes, the current one first.</summary>
    public IReadOnlyList<byte[]> Keys => [.. PreviousKeys.Prepend(AppKey).OfType<string>().Where(key => key.Length > 0).Select(Decode)];

    /// <summary>The name of the queue's connection in the application.</summary>
    public string Connection { get; set; } = "redis";

    /// <summary>The database of Laravel's cache, where <c>queue:restart</c> and <c>queue:pause</c> leave their wishes.</summary>
    public int CacheDatabase { get; set; } = 1;

    /// <summary>The cache's own key prefix; null means that those wishes are not read.</summary>
    public string? CachePrefix { get; set; }

    private static byte[] Decode(string key) => key.StartsWith(Base64, StringComparison.Ordinal)
        ? Convert.FromBase64String(key[Base64.Length..])
        : Encoding.UTF8.GetBytes(key);
}
