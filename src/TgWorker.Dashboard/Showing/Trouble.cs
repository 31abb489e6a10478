namespace TgWorker.Dashboard.Showing;

/// <summary>Something that is wrong.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="What">What it is.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="Page">The page that shows more.</param>
internal sealed record Trouble(TroubleLevel Level, string What, string Remedy, string Page);
