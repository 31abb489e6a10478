namespace TgWorker.TestSupport.Redis;

/// <summary>How a <see cref="RedisServer"/> is started.</summary>
public sealed record RedisServerOptions
{
    /// <summary>Whether it keeps an append-only file, written at every command, so that a restart loses nothing. Default false.</summary>
    public bool AppendOnly { get; init; }

    /// <summary>Its memory limit, such as <c>4mb</c>.</summary>
    public string? MaxMemory { get; init; }

    /// <summary>What it does at the memory limit. Default <c>noeviction</c>.</summary>
    public string MaxMemoryPolicy { get; init; } = "noeviction";

    /// <summary>The server it is a replica of.</summary>
    public RedisServer? ReplicaOf { get; init; }

    /// <summary>Its password.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// The lines of a Sentinel's configuration file; null for an ordinary server. A Sentinel keeps its state in that file.
    /// </summary>
    public IReadOnlyList<string>? Sentinel { get; init; }

    /// <summary>Further arguments for <c>redis-server</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    internal IEnumerable<string> ToArguments(int port, string directory) =>
        Sentinel is null ? ServerArguments(port, directory) : SentinelArguments(port, directory);

    // The file is written once: what a Sentinel has learnt stands in it after a restart.
    private List<string> SentinelArguments(int port, string directory)
    {
        var file = Path.Combine(directory, "sentinel.conf");
        if (!File.Exists(file))
        {
            File.WriteAllLines(file, Password is null ? Sentinel!
                : [.. Sentinel!, $"requirepass {Password}", $"sentinel sentinel-pass {Password}"]);
        }

        return [file, "--sentinel", "--bind", "127.0.0.1", "--port", $"{port}", "--dir", directory, .. Arguments];
    }

    private IEnumerable<string> ServerArguments(int port, string directory)
    {
        List<string> arguments =
        [
            "--bind", "127.0.0.1", "--port", $"{port}", "--dir", directory,
            "--save", "", "--appendonly", AppendOnly ? "yes" : "no", "--appendfsync", "always",
            "--maxmemory-policy", MaxMemoryPolicy,
        ];
        Add("--maxmemory", MaxMemory);
        Add("--requirepass", Password);
        if (ReplicaOf is not null)
        {
            arguments.AddRange(["--replicaof", "127.0.0.1", $"{ReplicaOf.Port}", "--repl-diskless-sync-delay", "0"]);
            Add("--masterauth", ReplicaOf.Options.Password);
        }

        return arguments.Concat(Arguments);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                arguments.AddRange([name, value]);
            }
        }
    }
}
