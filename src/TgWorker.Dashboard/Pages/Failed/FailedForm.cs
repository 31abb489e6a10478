using TgWorker.Dashboard.Markup;

namespace TgWorker.Dashboard.Pages.Failed;

/// <summary>The filter as a form: what it sends is an address that can be kept.</summary>
internal static class FailedForm
{
    public static Html Of(FailedModel model, FailedQuery query, PageRequest request) => Html.Of($"""
        <form class="filter" method="get" action="{request.Link("/failed")}" role="search" aria-label="Which failed jobs">
        {Html.If(model.Queues.Count > 1, () => Html.Of($"""<label>Queue <select name="queue">{model.Queues.Select(name => name == model.Queue ? Html.Of($"""<option selected>{name}</option>""") : Html.Of($"<option>{name}</option>"))}</select></label>"""))}
        {Field("error", "Error has", query.Error, "HTTP 502")}
        {Field("group", "Error is", query.Group, "")}
        {Field("bot", "Bot", query.Bot, "")}
        {Field("chat", "Chat", query.Chat, "-1001234567890")}
        {Field("since", "Since", query.Since, "2h")}
        {Field("before", "Before", query.Before, "30m")}
        <button>Show</button> <a href="{request.Link("/failed", ("queue", model.Queue))}">All</a>
        </form>
        """);

    private static Html Field(string name, string label, string? value, string example) =>
        Html.Of($"""<label>{label} <input name="{name}" value="{value}" placeholder="{example}" autocomplete="off"></label>""");
}
