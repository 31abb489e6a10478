namespace TgWorker.Bots.Remembering;

/// <summary>
/// Something beside the conversation's state that an attempt changes in what is remembered of its lane, kept with the attempt. Whoever
/// writes first takes the changes along, in one atomic step.
/// </summary>
internal interface IRemembered
{
    /// <summary>What is to be remembered once the update is handled; empty when nothing is, or it is written already.</summary>
    IReadOnlyList<KeyValuePair<string, string?>> Changes();

    /// <summary>How long the changes are to be remembered at least.</summary>
    TimeSpan KeepFor { get; }

    /// <summary>The changes were written.</summary>
    void NoteWritten();
}
