using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Showing;

namespace TgWorker.Dashboard.Pages;

/// <summary>Pieces that several pages have.</summary>
internal static class Piece
{
    /// <summary>A time, with its exact form for who hovers.</summary>
    public static Html Time(DateTimeOffset time) => Html.Of($"""<time datetime="{Figure.Iso(time)}" title="{Figure.Iso(time)}">{Figure.Of(time)}</time>""");

    /// <summary>A figure with what it counts.</summary>
    public static Html Stat(string label, string value, string? note = null, string kind = "") =>
        Html.Of($"""<div class="stat {kind}"><dt>{label}</dt><dd>{value}{Html.If(note is not null, () => Html.Of($"""<small>{note}</small>"""))}</dd></div>""");

    /// <summary>A word in colour; the word itself says it too.</summary>
    public static Html Badge(string kind, string text) => Html.Of($"""<span class="badge {kind}">{text}</span>""");

    /// <summary>A command to copy.</summary>
    public static Html Copy(string command) =>
        Html.Of($"""<span class="command"><code>{command}</code><button type="button" class="copy" data-copy="{command}" aria-label="Copy the command: {command}">Copy</button></span>""");

    /// <summary>A button that does something; nothing for who may not.</summary>
    /// <param name="request">Who asks.</param>
    /// <param name="needed">The role that it needs.</param>
    /// <param name="path">What it does.</param>
    /// <param name="label">What it says.</param>
    /// <param name="sure">What is asked before; null for nothing.</param>
    /// <param name="command">The command that does the same, which stands with what is asked; null where that stands elsewhere.</param>
    /// <param name="fields">What goes with it.</param>
    public static Html Button(PageRequest request, DashboardRole needed, string path, string label, string? sure, string? command, params IEnumerable<(string Name, string? Value)> fields) =>
        request.May(needed) ? Button(request, path, label, sure, command, fields) : Html.Empty;

    private static Html Button(PageRequest request, string path, string label, string? sure, string? command, IEnumerable<(string Name, string? Value)> fields)
    {
        var hidden = fields.Where(field => field.Value is { Length: > 0 }).Select(field => Html.Of($"""<input type="hidden" name="{field.Name}" value="{field.Value}">"""));
        return sure is null
            ? Html.Of($"""<form method="post" action="{request.Link(path)}">{hidden}<button>{label}</button></form>""")
            : Html.Of($"""
                <details class="sure"><summary role="button">{label}</summary>
                <form method="post" action="{request.Link(path)}">{hidden}<p>{sure}</p><button class="danger">Yes: {label}</button>{Html.If(command is not null, () => Html.Of($"<p>{Copy(command!)}</p>"))}</form></details>
                """);
    }

    /// <summary>What is shown where there is nothing.</summary>
    public static Html Nothing(string text) => Html.Of($"""<p class="nothing">{text}</p>""");
}
