using System.Diagnostics;
using System.Globalization;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Repository;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Tests.Deploying;

/// <summary>The commands of docs/deploy.md, word for word, as far as a machine without systemd goes.</summary>
public sealed class DeployWalkTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-walk-");
    private readonly int _port = LoopbackPort.FindFree();
    private Process? _redis;

    public void Dispose()
    {
        _redis?.Kill();
        _redis?.WaitForExit();
        _redis?.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>It has a file of its own and snapshots only, as Debian installs it.</summary>
    [Fact]
    public async Task Redis_InUseWithSnapshots_KeepsItsUpdatesThroughTheWalkAndARestart()
    {
        var file = Path.Combine(_directory.FullName, "redis.conf");
        await File.WriteAllTextAsync(
            file, string.Create(CultureInfo.InvariantCulture, $"port {_port}\nbind 127.0.0.1\ndir {_directory.FullName}\nsave 900 1\n"));
        await StartAsync(file);
        Shell("redis-cli RPUSH laravel-database-queues:telegram_updates one two three");

        var walk = Walk();
        Assert.Contains(walk, line => line.Contains("CONFIG SET appendonly yes", StringComparison.Ordinal));
        Shell(string.Join('\n', walk));
        _redis!.Kill();
        await _redis.WaitForExitAsync();
        await StartAsync(file);

        Assert.Equal("3", Shell("redis-cli LLEN laravel-database-queues:telegram_updates"));
        Assert.Equal("yes", Shell("redis-cli CONFIG GET appendonly | tail -1"));
        Assert.Equal("noeviction", Shell("redis-cli CONFIG GET maxmemory-policy | tail -1"));
    }

    private static List<string> Walk() =>
        [.. File.ReadLines(SourceTree.File("docs", "deploy.md")).Select(line => line.Trim())
            .Where(line => line.Contains("redis-cli", StringComparison.Ordinal) && !line.Contains('`', StringComparison.Ordinal))];

    private async Task StartAsync(string file)
    {
        _redis = Process.Start(new ProcessStartInfo(RedisServer.FindExecutable()!, [file]) { RedirectStandardOutput = true })!;
        _redis.BeginOutputReadLine();
        await Eventually.TrueAsync(() => RedisAnswers.PingAsync("127.0.0.1", _port, null), TimeSpan.FromSeconds(30), "Redis answers");
    }

    private string Shell(string commands)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"redis-cli() {{ command redis-cli -p {_port} \"$@\"; }}\nset -e\n");
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", own + commands]) { RedirectStandardOutput = true })!;
        var output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
        return output.Trim();
    }
}
