namespace TgWorker.Laravel.Php;

/// <summary>What <see cref="PhpReader.Read"/> came upon.</summary>
internal enum PhpToken : byte
{
    /// <summary>The text is not PHP's serialize format from <see cref="PhpReader.Position"/> on.</summary>
    Invalid,
    Null,
    False,
    True,
    Integer,
    Float,
    String,
    ArrayStart,
    ObjectStart,

    /// <summary>An object that wrote itself (<c>C:</c>); its bytes have no common form.</summary>
    Custom,

    /// <summary>A case of an enum, as <c>Class:Case</c>.</summary>
    Enum,

    /// <summary>The same object again (<c>r:</c>).</summary>
    ObjectReference,

    /// <summary>A PHP reference to a value met before (<c>R:</c>).</summary>
    Reference,

    /// <summary>The end of an array or object.</summary>
    Close,

    /// <summary>The text is over, and was one value.</summary>
    End,
}
