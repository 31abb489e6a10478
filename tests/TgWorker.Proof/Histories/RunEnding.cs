namespace TgWorker.Proof.Histories;

/// <summary>How a run of a handler ended, as the handler's side saw it.</summary>
public enum RunEnding
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>It took effect: the endpoint answered 2xx, or meant to.</summary>
    Accepted,

    /// <summary>The endpoint answered with something other than 2xx.</summary>
    Refused,

    /// <summary>The caller went away before there was an answer: its process died, or it cancelled.</summary>
    Abandoned,
}
