namespace TgWorker.Proof.Histories;

/// <summary>Appends a history to a file, a line for each thing that happened, so that a verdict can be looked into afterwards.</summary>
internal sealed class HistoryFile(string path) : IDisposable
{
    private readonly StreamWriter _writer = new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read));

    public void Write(Push push) => _writer.WriteLine(FormattableString.Invariant($"push {push.At.TotalSeconds:0.000000} {push.Lane} {push.UpdateId}"));

    public void Write(Run run) => _writer.WriteLine(FormattableString.Invariant(
        $"run {run.Started.TotalSeconds:0.000000} {run.Ended.TotalSeconds:0.000000} {run.Lane} {run.UpdateId} {run.Fence} {run.Attempt} {run.Sender} {run.Ending}"));

    public void Write(Death death) =>
        _writer.WriteLine(FormattableString.Invariant($"death {death.At.TotalSeconds:0.000000} {death.Sender}"));

    public void Dispose() => _writer.Dispose();
}
