namespace TgWorker.Core.Json;

/// <summary>What <see cref="JsonScanner.Read"/> came upon.</summary>
internal enum JsonToken : byte
{
    /// <summary>The text is not JSON from <see cref="JsonScanner.Position"/> on.</summary>
    Invalid,
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,

    /// <summary>A property's name, its colon included.</summary>
    Name,
    String,
    Number,
    True,
    False,
    Null,

    /// <summary>The text is over, and was one JSON value.</summary>
    End,
}
