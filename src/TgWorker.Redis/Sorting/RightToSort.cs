namespace TgWorker.Redis.Sorting;

/// <summary>Who may move entries from the list into lanes now.</summary>
internal enum RightToSort
{
    /// <summary>Nobody need: the list is empty, or no slot is left.</summary>
    NotNeeded = 0,

    /// <summary>This worker.</summary>
    Mine = 1,

    /// <summary>Another worker.</summary>
    Another = 2,
}
