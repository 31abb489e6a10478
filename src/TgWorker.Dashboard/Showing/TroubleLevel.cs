namespace TgWorker.Dashboard.Showing;

/// <summary>How bad something is; the worst first.</summary>
internal enum TroubleLevel
{
    /// <summary>Updates are not handled.</summary>
    Bad,

    /// <summary>Somebody should look.</summary>
    Warn,
}
