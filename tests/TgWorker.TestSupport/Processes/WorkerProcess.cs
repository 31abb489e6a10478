using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit.Sdk;

namespace TgWorker.TestSupport.Processes;

/// <summary>
/// A real <c>tgworker</c> process, as built for the test project that references <c>src/TgWorker</c>. Disposing it ends it.
/// </summary>
public sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _commandLine;
    private readonly string? _ownDirectory;
    private readonly ProcessOutput _output = new();
    private readonly ProcessOutput _errors = new();

    private WorkerProcess(ProcessStartInfo start, string? ownDirectory)
    {
        _ownDirectory = ownDirectory;
        _commandLine = string.Join(' ', start.ArgumentList.Prepend("tgworker"));
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += _output.Receive;
        _process.ErrorDataReceived += _errors.Receive;
        _process.Start();
        ChildProcesses.Add(_process);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>How long it has used a processor so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What stood on standard output so far, line by line.</summary>
    public IReadOnlyList<string> Output => _output.Lines;

    /// <summary>What stood on standard error so far, line by line.</summary>
    public IReadOnlyList<string> Errors => _errors.Lines;

    /// <summary>Starts <c>tgworker</c> with these arguments.</summary>
    public static WorkerProcess Start(params string[] arguments) => Start(new WorkerProcessOptions { Arguments = arguments });

    /// <summary>Starts <c>tgworker</c>, or the program that the options name.</summary>
    public static WorkerProcess Start(WorkerProcessOptions options)
    {
        // The runtime that runs the tests runs the worker too, wherever it is installed.
        var runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var executable = options.Program is null ? Path.Combine(AppContext.BaseDirectory, "tgworker" + suffix)
            : Path.Combine(runtime, "dotnet" + suffix);
        if (!File.Exists(executable))
        {
            throw new FileNotFoundException("The test project must reference src/TgWorker, whose executable is started here.", executable);
        }

        var ownDirectory = options.WorkingDirectory is null ? Directory.CreateTempSubdirectory("tgworker-").FullName : null;
        var start = new ProcessStartInfo(executable, options.Program is null ? options.Arguments : [options.Program, .. options.Arguments])
        {
            WorkingDirectory = options.WorkingDirectory ?? ownDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_ROOT"] = runtime;
        // A killed process would leave the pipes of its debugger behind.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment.Remove("NOTIFY_SOCKET");
        start.Environment.Remove("JOURNAL_STREAM");
        foreach (var (name, value) in options.Environment)
        {
            start.Environment[name] = value;
        }

        return new WorkerProcess(start, ownDirectory);
    }

    /// <summary>Runs <c>tgworker</c> to its end.</summary>
    public static async Task<WorkerRun> RunAsync(params string[] arguments)
    {
        await using var worker = Start(arguments);
        var exitCode = await worker.WaitForExitAsync();
        return new WorkerRun(exitCode, string.Join('\n', worker.Output), string.Join('\n', worker.Errors));
    }

    /// <summary>Waits for a line on standard output that contains <paramref name="text"/>.</summary>
    public Task<string> WaitForOutputAsync(string text, TimeSpan? deadline = null) => WaitForLineAsync(_output, text, deadline);

    /// <summary>Waits for a line on standard error that contains <paramref name="text"/>.</summary>
    public Task<string> WaitForErrorAsync(string text, TimeSpan? deadline = null) => WaitForLineAsync(_errors, text, deadline);

    /// <summary>Asks the process to stop, as a supervisor does.</summary>
    public void Terminate() => Signals.Send(_process, Signals.Terminate);

    /// <summary>Asks the process to stop, as Ctrl+C does.</summary>
    public void Interrupt() => Signals.Send(_process, Signals.Interrupt);

    /// <summary>Asks the process to read its configuration again.</summary>
    public void HangUp() => Signals.Send(_process, Signals.HangUp);

    /// <summary>Ends the process without giving it a chance to do anything.</summary>
    public void Kill() => Signals.Send(_process, Signals.Kill);

    /// <summary>Asks the process to claim nothing more until <see cref="Resume"/>, as SIGUSR2 does for <c>queue:work</c>.</summary>
    public void PauseClaiming() => Signals.Send(_process, Signals.User2);

    /// <summary>Freezes the process.</summary>
    public void Pause() => Signals.Send(_process, Signals.Stop);

    /// <summary>Lets a frozen process go on.</summary>
    public void Resume() => Signals.Send(_process, Signals.Continue);

    /// <summary>Waits for the process's end and for all it wrote. A signal's exit code is 128 plus its number.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? deadline = null)
    {
        using var timeout = new CancellationTokenSource(deadline ?? DefaultDeadline);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            throw Failure($"still runs after {deadline ?? DefaultDeadline}");
        }

        return _process.ExitCode;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        ChildProcesses.Remove(_process);
        _process.Dispose();
        if (_ownDirectory is not null)
        {
            Directory.Delete(_ownDirectory, recursive: true);
        }
    }

    private async Task<string> WaitForLineAsync(ProcessOutput stream, string text, TimeSpan? deadline)
    {
        var line = stream.FindAsync(line => line.Contains(text, StringComparison.Ordinal));
        var limit = Task.Delay(deadline ?? DefaultDeadline);
        var first = await Task.WhenAny(line, stream.Closed, limit);
        if (line.IsCompleted)
        {
            return await line;
        }

        throw Failure(first == limit ? $"has not written '{text}' within {deadline ?? DefaultDeadline}"
            : $"ended without writing '{text}'");
    }

    private XunitException Failure(string what) => new(
        $"'{_commandLine}' {what}.\n--- standard output\n{string.Join('\n', Output.TakeLast(40))}\n--- standard "
            + $"error\n{string.Join('\n', Errors.TakeLast(40))}");
}
