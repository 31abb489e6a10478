using Spectre.Console;
using Spectre.Console.Rendering;

namespace TgWorker.Cli;

/// <summary>Writes tables to the user's terminal, or to wherever the output goes.</summary>
internal static class TableWriter
{
    // Wide enough for a row to stay one line where nothing limits it.
    private const int Unlimited = 4000;

    public static void Write(CommandContext context, IRenderable table)
    {
        var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = context.TerminalWidth ?? Unlimited;
        console.Write(table);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            context.Out.WriteLine(line.TrimEnd());
        }
    }
}
