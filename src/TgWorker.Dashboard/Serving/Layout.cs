using TgWorker.Dashboard.Assets;
using TgWorker.Dashboard.Markup;
using TgWorker.Dashboard.Pages;

namespace TgWorker.Dashboard.Serving;

/// <summary>What stands around every page.</summary>
internal sealed class Layout(IReadOnlyList<IPage> pages)
{
    private readonly IReadOnlyList<IPage> _menu = [.. pages.Where(page => page.Menu is not null)];

    /// <summary>A page for somebody who is let in.</summary>
    public Html Of(PageView view, string path, PageRequest request, Remark remark, bool mayLogOut) => Html.Of($"""
        {Head(view.Title, request.Root)}
        <body{Html.If(view.IsLive, () => Html.Of($" data-watch"))}>
        <a class="skip" href="#main">To the content</a>
        <header class="top"><p class="brand"><a href="{request.Link("/")}">tgworker</a></p>
        <nav aria-label="Pages"><ul>{_menu.Select(page => Item(page, path, request))}</ul></nav>
        <div class="who">{Html.If(request.ReadOnly, () => Piece.Badge("warn", "read-only"))}<span>{request.Person.Name} <small>{request.Person.Role.ToString().ToLowerInvariant()}</small></span>
        {Html.If(mayLogOut, () => Html.Of($"""<form method="post" action="{request.Link("/logout")}"><button class="quiet">Log out</button></form>"""))}</div></header>
        <main id="main" tabindex="-1">
        <div class="title"><h1>{view.Title}</h1>{Html.If(view.IsLive, () => Html.Of($"""<span id="live" class="live" role="status" hidden>live</span>"""))}</div>
        {Html.If(Remarks.TextOf(remark) is not null, () => Html.Of($"""<p class="remark" role="status">{Remarks.TextOf(remark)}</p>"""))}
        {view.Body}
        </main>
        <footer>{Html.If(view.Command is not null, () => Html.Of($"<span>As a command: {Piece.Copy(view.Command!)}</span>"))}
        {Html.If(path.Length > 0, () => Html.Of($"""<a href="{request.Link((path == "/" ? "/now" : path) + ".json", [.. request.Values.Where(value => value.Key != "did").Select(value => (value.Key, (string?)value.Value))])}">As JSON</a>"""))}</footer>
        </body></html>
        """);

    /// <summary>A page for somebody who is not.</summary>
    public static Html Outside(string title, string root, Html body) => Html.Of($"""
        {Head(title, root)}
        <body class="outside"><main id="main"><p class="brand">tgworker</p><h1>{title}</h1>{body}</main></body></html>
        """);

    private static Html Head(string title, string root) => Html.Of($"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
        <title>{title} · tgworker</title>
        <link rel="icon" href="{PageLink.To(root, AssetFiles.PathOf("icon.svg"))}"><link rel="stylesheet" href="{PageLink.To(root, AssetFiles.PathOf("dashboard.css"))}">
        <script src="{PageLink.To(root, AssetFiles.PathOf("dashboard.js"))}" defer></script></head>
        """);

    private static Html Item(IPage page, string path, PageRequest request) => IsWithin(path, page.Path)
        ? Html.Of($"""<li><a href="{request.Link(page.Path)}" aria-current="page">{page.Menu}</a></li>""")
        : Html.Of($"""<li><a href="{request.Link(page.Path)}">{page.Menu}</a></li>""");

    private static bool IsWithin(string path, string page) =>
        path == page
        || (page != "/" && path.StartsWith(page + "/", StringComparison.Ordinal))
        || (page == "/chats" && path is "/chat" or "/order") || (page == "/failed" && path == "/operation");
}
