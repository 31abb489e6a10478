using TgWorker.Laravel.Php;

namespace TgWorker.Laravel.Envelopes;

/// <summary>An update found in a job's command: a slice of it, or bytes made from it.</summary>
internal struct FoundUpdate
{
    /// <summary>Where the name of the job's class stands in the command.</summary>
    public PhpSlice Class;

    /// <summary>Where the bot's name stands in the command.</summary>
    public PhpSlice Bot;

    /// <summary>Where the update stands in the command, unless it is <see cref="Rebuilt"/>.</summary>
    public PhpSlice Slice;

    /// <summary>The update's JSON made from objects.</summary>
    public byte[]? Rebuilt;

    /// <summary>Why there is no update.</summary>
    public string? Problem;

    /// <summary>Whether <see cref="Problem"/> is that the job is PHP's.</summary>
    public bool IsForeign;
}
