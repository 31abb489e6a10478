namespace TgWorker.Dashboard.Pages.Traffic;

/// <summary>Something that was counted of a bot over a span of time.</summary>
/// <param name="Bot">The bot: on the way in its name, on the way out the id in its token.</param>
/// <param name="What">What was counted, such as <c>accepted</c>, <c>refused/secret</c>.</param>
/// <param name="Count">How often.</param>
/// <param name="Points">The same by point of time, the oldest first.</param>
internal sealed record TrafficLine(string Bot, string What, long Count, IReadOnlyList<long> Points);
