using System.Collections;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Running;
using TgWorker.Hosting.Stores;

namespace TgWorker.Cli;

/// <summary>What surrounds a run of the program: its console, its environment and what its commands work on.</summary>
internal sealed class CommandContext
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    /// <summary>Opens standard input for its bytes.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    /// <summary>Opens standard output for bytes.</summary>
    public Func<Stream> OpenOutput { get; init; } = Console.OpenStandardOutput;

    /// <summary>Columns of the terminal that <see cref="Out"/> is now; null when it is none.</summary>
    public int? TerminalWidth
    {
        get => ReadTerminalWidth();
        init => ReadTerminalWidth = () => value;
    }

    /// <summary>Lines of that terminal. Default 24.</summary>
    public int TerminalHeight
    {
        get => ReadTerminalHeight();
        init => ReadTerminalHeight = () => value;
    }

    /// <summary>Whether a person can answer on <see cref="In"/>.</summary>
    public bool CanAsk { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>The directory with the machine's own settings, which win over those that came with the program.</summary>
    public string SystemDirectory { get; init; } = ExecutableSettings.SystemDirectory;

    /// <summary>The directory of the executable.</summary>
    public required string ProgramDirectory { get; init; }

    public required TimeProvider Time { get; init; }

    public required IQueueFactory Queues { get; init; }

    /// <summary>Registers the engine that runs the jobs.</summary>
    public required Action<IServiceCollection> AddEngine { get; init; }

    private Func<int?> ReadTerminalWidth { get; init; } = static () => null;

    private Func<int> ReadTerminalHeight { get; init; } = static () => 24;

    /// <summary>The surroundings of this process.</summary>
    public static CommandContext OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.In,
        ReadTerminalWidth = static () => Console.IsOutputRedirected ? null : Math.Max(Console.WindowWidth, 40),
        ReadTerminalHeight = static () => Console.IsOutputRedirected ? 24 : Math.Max(Console.WindowHeight, 4),
        CanAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected,
        Variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal),
        WorkingDirectory = Environment.CurrentDirectory,
        ProgramDirectory = AppContext.BaseDirectory,
        Time = TimeProvider.System,
        Queues = new ConfiguredQueues(),
        AddEngine = services => services.AddSingleton<IWorkerEngine, WorkerEngine>(),
    };
}
