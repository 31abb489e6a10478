namespace TgWorker.Dashboard.Configuration;

/// <summary>How much of a payload the dashboard shows.</summary>
public enum PayloadDisplay
{
    /// <summary>Nothing, to anyone.</summary>
    Never,

    /// <summary>The structure and ids. An admin can reveal all of it, which is logged.</summary>
    Masked,

    /// <summary>All of it, to admins.</summary>
    Full,
}
