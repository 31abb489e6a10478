using System.Globalization;
using Spectre.Console;

namespace TgWorker.Demo;

/// <summary>Draws the latest messages of some chats, so that one can see them pass in order.</summary>
internal static class ChatTable
{
    public static Table Render(IReadOnlyList<(DemoChat Chat, IReadOnlyList<ChatResult> Latest)> chats)
    {
        var table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(Color.Grey), Expand = true };
        table.AddColumn(new TableColumn("chat").Width(10));
        table.AddColumn(new TableColumn("kind").Width(6));
        table.AddColumn(new TableColumn("latest messages →").Width(27).NoWrap());
        foreach (var (chat, latest) in chats)
        {
            table.AddRow(new Markup(chat.Name), Kind(chat.Kind), new Markup(string.Join(' ', latest.Select(Result))));
        }

        return table;
    }

    private static Markup Kind(ChatKind kind) => new(kind switch
    {
        ChatKind.Busy => "[blue]busy[/]",
        ChatKind.Slow => "[purple]slow[/]",
        ChatKind.Flaky => "[yellow]flaky[/]",
        ChatKind.Poison => "[red]poison[/]",
        _ => "[grey]normal[/]",
    });

    private static string Result(ChatResult result)
    {
        var number = result.Number.ToString(CultureInfo.InvariantCulture);
        return result switch
        {
            { Handled: false } => $"[red]{number}✗[/]",
            { Attempts: > 1 } => $"[yellow]{number}↻[/]",
            _ => number,
        };
    }
}
