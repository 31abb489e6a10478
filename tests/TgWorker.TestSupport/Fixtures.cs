namespace TgWorker.TestSupport;

/// <summary>Real queue entries, captured from running systems; tests/Fixtures/*/INDEX.md says what each one is.</summary>
public static class Fixtures
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    /// <summary>The names of tgook's entries, such as <c>01_text_private</c>.</summary>
    public static IReadOnlyList<string> TgookNames { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "tgook"), "*.json").Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal)!];

    /// <summary>The names of Laravel's entries with their version, such as <c>laravel-11.56/c_chain</c>.</summary>
    public static IReadOnlyList<string> LaravelNames { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, "laravel"), "*.payload", SearchOption.AllDirectories)
            .Select(file => Path.ChangeExtension(Path.GetRelativePath(Path.Combine(Root, "laravel"), file), null))
            .Order(StringComparer.Ordinal)];

    /// <summary>The entry that tgook pushed.</summary>
    public static byte[] TgookEntry(string name) => File.ReadAllBytes(Path.Combine(Root, "tgook", name + ".json"));

    /// <summary>The body that Telegram posted.</summary>
    public static byte[] TgookBody(string name) => File.ReadAllBytes(Path.Combine(Root, "tgook", name + ".body"));

    /// <summary>The entry that Laravel pushed.</summary>
    public static byte[] LaravelEntry(string name) => File.ReadAllBytes(Path.Combine(Root, "laravel", name + ".payload"));

    /// <summary>The body of an update of some kind, such as <c>dice</c>.</summary>
    public static byte[] Update(string name) => File.ReadAllBytes(Path.Combine(Root, "updates", name + ".json"));
}
