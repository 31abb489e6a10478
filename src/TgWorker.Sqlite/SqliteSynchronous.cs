namespace TgWorker.Sqlite;

/// <summary>Whether a queue in a file waits for the disk.</summary>
public enum SqliteSynchronous
{
    /// <summary>
    /// The queue does not wait for the disk. A killed process loses nothing. If the power fails or the system crashes, about the last
    /// second of writes is undone: updates pushed in that time are gone, and updates finished in that time come back.
    /// </summary>
    Normal,

    /// <summary>
    /// Every push, claim and finish waits until the data is on the disk. Nothing is lost, but each takes as long as the disk does.
    /// </summary>
    Full,
}
