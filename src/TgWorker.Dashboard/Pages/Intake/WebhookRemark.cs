using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages.Intake;

/// <summary>Something about a webhook.</summary>
/// <param name="Level">How bad it is; null for a note.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Advice">What to do; empty for nothing.</param>
internal sealed record WebhookRemark(TroubleLevel? Level, string Seen, string Advice);
