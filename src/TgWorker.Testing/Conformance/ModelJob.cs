namespace TgWorker.Testing.Conformance;

/// <summary>What the suite expects a job to be delivered with.</summary>
internal sealed class ModelJob(string text)
{
    public string Text { get; } = text;

    /// <summary>Whether it is known to have left the list for its lane.</summary>
    public bool Sorted { get; set; }

    public bool Started { get; set; }

    public int Failures { get; set; }

    public int Lapses { get; set; }
}
