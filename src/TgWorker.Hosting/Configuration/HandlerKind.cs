namespace TgWorker.Hosting.Configuration;

/// <summary>The built-in handlers.</summary>
internal enum HandlerKind
{
    /// <summary>Hands each update to an HTTP endpoint.</summary>
    Forward,

    /// <summary>Loads handlers from an assembly.</summary>
    Assembly,

    /// <summary>Writes a line to the log and nothing more.</summary>
    Log,

    /// <summary>Does nothing.</summary>
    None,
}
