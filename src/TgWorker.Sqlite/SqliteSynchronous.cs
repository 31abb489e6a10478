namespace TgWorker.Sqlite;

/// <summary>Whether a queue in a file waits for the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>
    /// It does not wait. A process that is killed loses nothing; when the power fails or the system crashes, what was written in about the
    /// last second is undone: updates pushed then are gone, updates finished then come back.
    /// </summary>
    Normal,

    /// <summary>
    /// Every push, claim and finish waits until the disk has it. Nothing is lost, and each takes as long as the disk does.
    /// </summary>
    Full,
}
