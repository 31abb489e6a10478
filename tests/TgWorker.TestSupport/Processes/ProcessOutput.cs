using System.Diagnostics;

namespace TgWorker.TestSupport.Processes;

/// <summary>The lines a process has written so far, and a way to wait for one.</summary>
internal sealed class ProcessOutput
{
    private readonly List<string> _lines = [];
    private readonly List<(Predicate<string> Match, TaskCompletionSource<string> Found)> _waiters = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the stream is closed: nothing more will come.</summary>
    public Task Closed => _closed.Task;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    public void Receive(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is not { } line)
        {
            _closed.TrySetResult();
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
            _waiters.RemoveAll(waiter => waiter.Match(line) && waiter.Found.TrySetResult(line));
        }
    }

    /// <summary>The first line, from the start of the process on, that matches.</summary>
    public Task<string> FindAsync(Predicate<string> match)
    {
        lock (_lines)
        {
            if (_lines.Find(match) is { } line)
            {
                return Task.FromResult(line);
            }

            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((match, found));
            return found.Task;
        }
    }
}
