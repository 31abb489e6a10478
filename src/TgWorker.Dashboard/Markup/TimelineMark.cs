namespace TgWorker.Dashboard.Markup;

/// <summary>A mark of a <see cref="Timeline"/>.</summary>
/// <param name="Row">The row it stands in.</param>
/// <param name="Kind">Its class.</param>
/// <param name="IsTakeOver">Whether a line before it says that it was taken over.</param>
/// <param name="Words">What it says when it is pointed at.</param>
internal sealed record TimelineMark(int Row, string Kind, bool IsTakeOver, string Words);
