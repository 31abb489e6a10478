using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TgWorker.Cli;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Running;
using TgWorker.Hosting.Stores;

namespace TgWorker.Tests.Cli;

/// <summary>Runs the program's command line on queues of the test's own, in a directory of its own.</summary>
internal sealed class CommandLineRun : IQueueFactory, IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-cli-");
    private readonly StringWriter _out = new();
    private readonly StringWriter _error = new();
    private readonly MemoryStream _outBytes = new();
    private int _openings;

    public Dictionary<string, string> Variables { get; } = [];

    public List<IUpdateQueue> Queues { get; } = [];

    /// <summary>Opens real queues instead of <see cref="Queues"/>.</summary>
    public IQueueFactory? Factory { get; init; }

    /// <summary>Thrown instead of opening the queues.</summary>
    public Exception? OpeningFails { get; set; }

    /// <summary>Called before the queues are opened, with the number of the attempt.</summary>
    public Action<int>? OnOpening { get; set; }

    public IWorkerEngine? Engine { get; set; }

    public int? TerminalWidth { get; set; }

    public int TerminalHeight { get; set; } = 24;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What a person types; null is nobody there.</summary>
    public string? Answer { get; set; }

    /// <summary>The options the queues were opened with.</summary>
    public TgWorkerOptions? Opened { get; private set; }

    public string Out => _out.ToString();

    /// <summary>What was written as bytes.</summary>
    public byte[] OutBytes => _outBytes.ToArray();

    public string Error => _error.ToString();

    public string FilePath(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Runs one command and returns its exit code.</summary>
    public async Task<int> RunAsync(params string[] args)
    {
        _out.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return await CommandLineApp.RunAsync(args, new CommandContext
        {
            Out = _out,
            Error = _error,
            OpenOutput = () => _outBytes,
            In = new StringReader(Answer ?? ""),
            CanAsk = Answer is not null,
            TerminalWidth = TerminalWidth,
            TerminalHeight = TerminalHeight,
            Variables = Variables,
            WorkingDirectory = _directory.FullName,
            SystemDirectory = FilePath("etc"),
            ProgramDirectory = _directory.FullName,
            Time = Time,
            Queues = this,
            AddEngine = services => services.AddSingleton(Engine ?? throw new InvalidOperationException("The test has no engine.")),
        });
    }

    public Task<IReadOnlyList<IUpdateQueue>> OpenAsync(
        TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        Opened = options;
        OnOpening?.Invoke(++_openings);
        return OpeningFails is null
            ? Factory?.OpenAsync(options, time, loggers, cancellationToken) ?? Task.FromResult<IReadOnlyList<IUpdateQueue>>(Queues)
            : Task.FromException<IReadOnlyList<IUpdateQueue>>(OpeningFails);
    }

    public IIntakeQueue OpenIntake(TgWorkerOptions options, TimeProvider time, ILoggerFactory loggers) =>
        Factory?.OpenIntake(options, time, loggers) ?? throw new InvalidOperationException("The test has no queues of its own.");

    public void Dispose()
    {
        _outBytes.Dispose();
        _directory.Delete(recursive: true);
    }
}
