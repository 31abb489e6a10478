using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit.Sdk;

namespace TgWorker.Laravel.Tests;

/// <summary>Real PHP, with Laravel's own queue, on the Redis server of a test.</summary>
internal sealed class LaravelApp(int port, string prefix)
{
    private const string Missing =
        "These tests run Laravel's own code: install PHP with its Redis extension and Laravel (Debian: php-cli php-redis "
            + "php-laravel-framework), or run test.sh, which does.";

    /// <summary>The cache's own prefix.</summary>
    public const string CachePrefix = "laravel_cache";

    /// <summary>Dispatches updates as jobs.</summary>
    public Task PushAsync(string bot, IEnumerable<byte[]> updates) => RunAsync(["push", bot], updates);

    /// <summary>Dispatches updates as jobs with a delay.</summary>
    public Task LaterAsync(int seconds, IEnumerable<byte[]> updates) => RunAsync(["later", Text(seconds)], updates);

    /// <summary>Pops a job and dies with it.</summary>
    public async Task<byte[]> ReserveAsync() => Convert.FromBase64String((await RunAsync(["reserve"], [])).Single());

    /// <summary>Pops a job and releases it.</summary>
    public async Task<byte[]> ReleaseAsync(int seconds) =>
        Convert.FromBase64String((await RunAsync(["release", Text(seconds)], [])).Single());

    /// <summary>Runs Laravel's worker until the queue is empty.</summary>
    public async Task<IReadOnlyList<LaravelResult>> WorkAsync() => Parse<LaravelResult>(await RunAsync(["work"], []));

    /// <summary>Has PHP read entries.</summary>
    public async Task<IReadOnlyList<LaravelEntry>> UnserializeAsync(IEnumerable<byte[]> entries) =>
        Parse<LaravelEntry>(await RunAsync(["unserialize"], entries));

    /// <summary><c>php artisan queue:restart</c>.</summary>
    public Task RestartAsync() => RunAsync(["restart"], []);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static List<T> Parse<T>(IReadOnlyList<string> lines) =>
        [.. lines.Select(line => JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!)];

    private async Task<IReadOnlyList<string>> RunAsync(string[] arguments, IEnumerable<byte[]> input)
    {
        var start = new ProcessStartInfo("php", [Path.Combine(AppContext.BaseDirectory, "Php", "laravel.php"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PORT"] = Text(port);
        start.Environment["PREFIX"] = prefix;
        start.Environment["CACHE_PREFIX"] = CachePrefix;
        using var process = StartProcess(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var bytes in input)
        {
            await process.StandardInput.WriteLineAsync(Convert.ToBase64String(bytes));
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            var text = await errors;
            throw new XunitException(
                $"php {string.Join(' ', arguments)} ended with "
                    + $"{process.ExitCode}:\n{await output}{text}\n{(text.Contains("Illuminate", StringComparison.Ordinal) ? Missing : "")}");
        }

        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Process StartProcess(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new XunitException(Missing, exception);
        }
    }
}
