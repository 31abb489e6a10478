namespace TgWorker.Laravel.Php;

/// <summary>One key or value of a <see cref="PhpGraph"/>.</summary>
/// <param name="Token">What it is.</param>
/// <param name="Text">Its text, its class name, or its enum case.</param>
/// <param name="Target">For a reference, the value referred to; -1 when that cannot be known.</param>
/// <param name="Next">The node behind this one and all it contains.</param>
internal readonly record struct PhpNode(PhpToken Token, PhpSlice Text, int Target, int Next);
