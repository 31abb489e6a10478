using System.Diagnostics;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Waiting;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Redis;

/// <summary>
/// A real Redis server of the test's own: on a free port of the loopback interface, in a directory of its own. Disposing it
/// ends it and removes the directory.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(30);

    private readonly string _executable;
    private readonly string _directory = Directory.CreateTempSubdirectory("tgworker-redis-").FullName;
    private readonly ProcessOutput _log = new();
    private Process? _process;

    private RedisServer(string executable, RedisServerOptions options)
    {
        _executable = executable;
        Options = options;
        Port = LoopbackPort.FindFree();
    }

    public string Host { get; } = "127.0.0.1";

    /// <summary>The port, the same after a restart.</summary>
    public int Port { get; private set; }

    public RedisServerOptions Options { get; }

    /// <summary>Where it is, for tgworker's <c>--redis</c>.</summary>
    public string Url => Options.Password is { } password ? $"redis://:{password}@{Host}:{Port}" : $"redis://{Host}:{Port}";

    /// <summary>Where it is, for <c>ConnectionMultiplexer.Connect</c>.</summary>
    public string Configuration
        => $"{Host}:{Port},allowAdmin=true,abortConnect=false" + (Options.Password is { } password ? $",password={password}" : "");

    /// <summary>The <c>redis-server</c> (or <c>valkey-server</c>) on the PATH; null when there is none.</summary>
    public static string? FindExecutable()
        => (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => new[] { Path.Combine(folder, "redis-server"), Path.Combine(folder, "valkey-server") })
            .FirstOrDefault(File.Exists);

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<RedisServer> StartAsync(RedisServerOptions? options = null)
    {
        var executable = FindExecutable() ?? throw new XunitException(RedisMissing.Message);
        var server = new RedisServer(executable, options ?? new RedisServerOptions());
        try
        {
            await server.LaunchAsync(mayMove: true);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the server as an administrator would: it writes what it has to write.</summary>
    public Task StopAsync() => EndAsync(Signals.Terminate);

    /// <summary>Ends the server at once, as a crash would.</summary>
    public Task KillAsync() => EndAsync(Signals.Kill);

    /// <summary>Starts the server again on the same port, with what is in its directory; ends it first if it runs.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await LaunchAsync(mayMove: false);
    }

    /// <summary>Freezes the server: connections stay open, nothing is answered.</summary>
    public void Pause() => Signals.Send(Running, Signals.Stop);

    /// <summary>Lets a frozen server go on.</summary>
    public void Resume() => Signals.Send(Running, Signals.Continue);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private Process Running => _process ?? throw new InvalidOperationException("The Redis server does not run.");

    private void Launch()
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(_executable, Options.ToArguments(Port, _directory))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += _log.Receive;
        _process.ErrorDataReceived += _log.Receive;
        _process.Start();
        ChildProcesses.Add(_process);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task LaunchAsync(bool mayMove)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            Launch();
            await Eventually.TrueAsync(
                async () => _process!.HasExited || await RedisAnswers.PingAsync(Host, Port, Options.Password),
                StartDeadline,
                $"{_executable} answers on port {Port}");
            if (!_process!.HasExited)
            {
                return;
            }

            // Another process may have taken the port between the choice and the bind; or that of the cluster bus, 10,000 higher,
            // where systems take the local ports of outgoing connections from.
            await KillAsync();
            var isTaken = _log.Lines.TakeLast(20).Any(line => line.Contains("Address already in use", StringComparison.Ordinal));
            if (!isTaken || Stopwatch.GetElapsedTime(started) > StartDeadline)
            {
                throw new XunitException($"{_executable} ended at once:\n{string.Join('\n', _log.Lines.TakeLast(20))}");
            }

            Port = mayMove ? LoopbackPort.FindFree() : Port;
        }
    }

    private async Task EndAsync(int signal)
    {
        if (_process is null)
        {
            return;
        }

        Signals.Send(_process, signal);
        if (signal != Signals.Kill)
        {
            // A frozen server notices the wish only when it goes on.
            Signals.Send(_process, Signals.Continue);
        }

        await _process.WaitForExitAsync();
        ChildProcesses.Remove(_process);
        _process.Dispose();
        _process = null;
    }
}
