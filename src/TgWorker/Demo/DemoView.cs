using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TgWorker.Screens;

namespace TgWorker.Demo;

/// <summary>Draws the demo for a terminal of at least 80 columns and 24 rows.</summary>
internal static class DemoView
{
    private const int LeftWidth = 26;

    public static IRenderable Render(DemoSnapshot snapshot)
    {
        var columns = new Grid().AddColumn(new GridColumn().Width(LeftWidth).PadLeft(0).PadRight(1))
            .AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        columns.AddRow(Numbers(snapshot), ChatTable.Render(snapshot.Chats));
        return new Rows(Title(snapshot), columns, Order(snapshot), Legend());
    }

    private static Rule Title(DemoSnapshot snapshot)
    {
        var clock = snapshot.For is { } end ? $"{Seconds(snapshot.Elapsed)} of {Seconds(end)} s" : $"{Seconds(snapshot.Elapsed)} s";
        return new Rule($"[bold]tgworker demo[/] [grey]·[/] {DemoOptions.Workers} workers, one queue in memory [grey]·[/] {clock}")
        {
            Justification = Justify.Left,
            Style = new Style(Color.Grey),
        };
    }

    private static Panel Numbers(DemoSnapshot snapshot)
    {
        var table = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap().RightAligned().PadRight(0));
        table.AddRow("[bold]updates/s[/]", $"[bold]{Number((long)Math.Round(snapshot.PerSecond))}[/]");
        table.AddRow("handled", $"[green]{Number(snapshot.Handled)}[/]");
        table.AddRow("busy lanes", $"{snapshot.Queue.Held} of {snapshot.ChatCount}");
        table.AddRow("waiting", Number(snapshot.Waiting));
        table.AddEmptyRow();
        table.AddRow("retries", $"[yellow]{Number(snapshot.Retries)}[/]");
        table.AddRow("failed jobs", $"[red]{Number(snapshot.Failed)}[/]");
        table.AddRow("duplicates", $"[grey]{Number(snapshot.Duplicates)}[/]");
        table.AddEmptyRow();
        var rates = new Markup($"[blue]{Sparkline.Of(snapshot.History, LeftWidth - 4)}[/]");
        return new Panel(new Rows(table, rates))
        {
            Header = new PanelHeader("queue"),
            Border = BoxBorder.Rounded,
            BorderStyle = new Style(Color.Grey),
            Expand = true,
            Height = DemoChats.Shown + 4,
        };
    }

    private static Markup Order(DemoSnapshot snapshot) => snapshot.Violations == 0
        ? new Markup("[bold black on green] order violations: 0 [/] every chat one at a time, in the order of its messages")
        : new Markup($"[bold white on red] order violations: {Number(snapshot.Violations)} [/]");

    private static Markup Legend()
        => new("12 handled  [yellow]12↻[/] after a retry  [red]12✗[/] given up: a failed job  [grey](Ctrl+C ends)[/]");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
}
