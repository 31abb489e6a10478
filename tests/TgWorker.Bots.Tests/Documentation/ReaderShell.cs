using System.Diagnostics;
using TgWorker.TestSupport.Repository;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Bots.Tests.Documentation;

/// <summary>
/// A reader's shell, in the repository: it runs what a page says, but for the building, which was done before. What the reader fills in,
/// and places of a real machine, are other ones here.
/// </summary>
internal sealed class ReaderShell : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // What is built as part of the tests takes the place of "dotnet run".
    private static readonly string Shims = $$"""
        built={{AppContext.BaseDirectory.TrimEnd('/')}}
        tgworker() { exec "$built/tgworker" "$@"; }
        out/tgworker() { exec "$built/tgworker" "$@"; }
        dotnet() {
          case "$*" in
            "run --project src/TgWorker -- "*) shift 4; exec "$built/tgworker" "$@";;
            "run --project "*"/FirstBot "*) cd "$3" && exec dotnet "$built/FirstBot.dll";;
            *) echo "no shim for dotnet $*" >&2; exit 70;;
          esac
        }
        set -e

        """;

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("tgworker-reader-");
    private readonly List<string> _exports = [];
    private readonly List<Process> _started = [];

    public Dictionary<string, string> Variables { get; } = new() { ["PYTHONUNBUFFERED"] = "1" };

    /// <summary>What stands for what on this machine.</summary>
    public Dictionary<string, string> Instead { get; } = [];

    public string FilePath(string name) => Path.Combine(_home.FullName, name);

    /// <summary>Runs a command to its end; an export is for all that come after it.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string command)
    {
        if (command.StartsWith("export ", StringComparison.Ordinal))
        {
            _exports.Add(Here(command));
            return (0, "");
        }

        var output = Start(command);
        await output.Process.WaitForExitAsync().WaitAsync(Patience);
        output.Process.WaitForExit();
        return (output.Process.ExitCode, output.Text);
    }

    /// <summary>Starts a command that stays.</summary>
    public RunningCommand Start(string command, string? directory = null)
    {
        var script = Shims + string.Concat(_exports.Select(export => export + "\n")) + Here(command);
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = directory ?? SourceTree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["HOME"] = _home.FullName;
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        _started.Add(process);
        return new RunningCommand(process);
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }

        _home.Delete(recursive: true);
    }

    private string Here(string text) =>
        Instead.Aggregate(text, (so, pair) => so.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    /// <summary>A command that runs.</summary>
    internal sealed class RunningCommand
    {
        private readonly List<string> _lines = [];

        public RunningCommand(Process process)
        {
            Process = process;
            process.OutputDataReceived += Add;
            process.ErrorDataReceived += Add;
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public Process Process { get; }

        public string Text
        {
            get
            {
                lock (_lines)
                {
                    return string.Join('\n', _lines);
                }
            }
        }

        public Task SaysAsync(string text) =>
            Eventually.TrueAsync(() => Text.Contains(text, StringComparison.Ordinal), Patience, $"it says '{text}', after {Text}");

        /// <summary>Ends it as a service manager does, and says with which exit code it ended. What the system starts in the background
        /// heeds no Ctrl+C.</summary>
        public async Task<int> EndAsync()
        {
            using var kill = Process.Start("kill", ["-TERM", Process.Id.ToString(null, null)]);
            await kill.WaitForExitAsync();
            await Process.WaitForExitAsync().WaitAsync(Patience);
            return Process.ExitCode;
        }

        private void Add(object sender, DataReceivedEventArgs e)
        {
            lock (_lines)
            {
                if (e.Data is { } line)
                {
                    _lines.Add(line);
                }
            }
        }
    }
}
