using TgWorker.Dashboard.Markup;

namespace TgWorker.Dashboard.Pages;

/// <summary>What came of an action: where to go on, or a page to show at once.</summary>
/// <param name="Said">What was done, in one sentence of <see cref="Remarks"/>.</param>
/// <param name="Next">The page to go on with.</param>
/// <param name="Page">The page to show at once, which has no address.</param>
internal sealed record ActionResult(Remark Said, PageLink? Next = null, PageView? Page = null);
