namespace TgWorker.Core.History;

/// <summary>Something that is counted of what a bot's updates and messages pass through.</summary>
/// <param name="Way">Where: <see cref="In"/>, <see cref="Out"/>.</param>
/// <param name="Bot">The bot: on the way in its name, on the way out the id in its token.</param>
/// <param name="What">What is counted: lower-case words with underscores and slashes, such as <c>accepted</c>.</param>
internal readonly record struct TrafficSeries(string Way, string Bot, string What)
{
    /// <summary>What receivers and pollers do.</summary>
    public const string In = "in";

    /// <summary>What is sent to Telegram.</summary>
    public const string Out = "out";
}
