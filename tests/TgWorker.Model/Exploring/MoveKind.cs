namespace TgWorker.Model.Exploring;

internal enum MoveKind
{
    /// <summary>A process calls the queue and hears the answer.</summary>
    Calls,

    /// <summary>A process calls the queue and gives up waiting; the call is still under way.</summary>
    GivesUp,

    /// <summary>A call that was given up arrives; it may also stay away for ever. Nobody hears the answer.</summary>
    Arrives,

    /// <summary>A process reads the job it was granted.</summary>
    ReadsHead,

    /// <summary>A process reads the job that follows the one it runs.</summary>
    ReadsFollowing,

    /// <summary>A process crashes.</summary>
    Crashes,

    /// <summary>Something happens that no process does.</summary>
    Happens,

    /// <summary>A worker is paused for longer than its lease.</summary>
    Lapses,
}
