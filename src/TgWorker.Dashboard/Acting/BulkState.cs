namespace TgWorker.Dashboard.Acting;

/// <summary>How far an operation is.</summary>
internal enum BulkState
{
    /// <summary>It looks for what is meant.</summary>
    Finding,

    /// <summary>It acts.</summary>
    Acting,

    /// <summary>It ended.</summary>
    Done,

    /// <summary>Somebody ended it. What it did until then is done.</summary>
    Cancelled,

    /// <summary>It could not go on.</summary>
    Failed,
}
