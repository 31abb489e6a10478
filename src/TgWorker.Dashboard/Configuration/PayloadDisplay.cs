namespace TgWorker.Dashboard.Configuration;

/// <summary>How much of a payload the dashboard shows.</summary>
public enum PayloadDisplay
{
    /// <summary>Nothing, to nobody.</summary>
    Never,

    /// <summary>Its structure and ids. An admin can have all of it shown, which is in the log.</summary>
    Masked,

    /// <summary>All of it, to admins.</summary>
    Full,
}
