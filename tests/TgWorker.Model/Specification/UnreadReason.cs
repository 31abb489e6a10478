namespace TgWorker.Model.Specification;

/// <summary>Why an entry is given up unread.</summary>
internal enum UnreadReason
{
    /// <summary>It is larger than any may be.</summary>
    TooLarge,

    /// <summary>It was read again and again and never sorted.</summary>
    NeverSorted,
}
