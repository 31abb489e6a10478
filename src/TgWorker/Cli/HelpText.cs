using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli;

/// <summary>Prints the help of a command, its options in groups with units and defaults.</summary>
internal sealed class HelpText(SettingOptions settings) : SynchronousCommandLineAction
{
    private const int Width = 80;
    private const int NameColumn = 26;

    private static readonly (string Section, string Title)[] Groups =
    [
        ("Redis", "Redis"), ("Sqlite", "SQLite"), ("Queue", "Queue"), ("Worker", "Worker"), ("Balance", "Worker"), ("Retry", "Retries"),
        ("Handler", "Handler"),
        ("Forward", "Handler"), ("Receiver", "Receiver"), ("Poller", "Poller"), ("Dashboard", "Dashboard"), ("Log", "Log"),
        ("Health", "Health"),
    ];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        WriteText(output, command.Description ?? "");
        output.WriteLine();
        output.WriteLine("Usage: " + Usage(command));
        WriteCommands(command, output);
        WriteArguments(command, output);
        WriteOptions(command, output);
        if (command is RootCommand)
        {
            output.WriteLine();
            WriteText(output, "Times are seconds; fractions are allowed. Every setting is also a key of appsettings.json (Redis:Url) "
                + "and an environment variable (TGWORKER_Redis__Url).");
            WriteText(output, "Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 12 the worker outgrew --memory.");
        }

        return ExitCode.Done;
    }

    private static string Usage(Command command)
    {
        var arguments = string.Concat(command.Arguments.Select(argument =>
            argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.HelpName}]" : $" {argument.HelpName}"));
        return CommandPath.Of(command) + (command.Subcommands.Count > 0 ? " [COMMAND]" : "") + arguments + " [OPTIONS]";
    }

    private static void WriteCommands(Command command, TextWriter output)
    {
        var visible = command.Subcommands.Where(child => !child.Hidden).ToList();
        if (visible.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Commands:");
            visible.ForEach(child => WriteRow(output, child.Name, child.Description ?? ""));
        }
    }

    private static void WriteArguments(Command command, TextWriter output)
    {
        if (command.Arguments.Count > 0)
        {
            output.WriteLine();
            output.WriteLine("Arguments:");
            foreach (var argument in command.Arguments)
            {
                WriteRow(output, argument.HelpName ?? argument.Name, argument.Description ?? "");
            }
        }
    }

    private void WriteOptions(Command command, TextWriter output)
    {
        var options = OptionsOf(command).ToList();
        WriteGroup(output, "Options", options.Where(option => settings.SettingOf(option) is null));
        foreach (var group in Groups.GroupBy(group => group.Title))
        {
            WriteGroup(output, group.Key, options.Where(option =>
                settings.SettingOf(option) is { } setting && group.Any(member => member.Section == setting.Section)));
        }
    }

    private void WriteGroup(TextWriter output, string title, IEnumerable<Option> options)
    {
        var list = options.ToList();
        if (list.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title + ":");
        foreach (var option in list)
        {
            var name = option is HelpOption ? "-h, --help" : option.Name + (option.HelpName is { } value ? " " + value : "");
            var preset = settings.SettingOf(option) is { Default: { } text, ValueName: not null } ? $" [{text}]" : "";
            WriteRow(output, name, option.Description + preset);
        }
    }

    private static IEnumerable<Option> OptionsOf(Command command)
    {
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            foreach (var option in at.Options.Where(option => !option.Hidden && (at == command || option.Recursive)))
            {
                yield return option;
            }
        }
    }

    private static void WriteText(TextWriter output, string text)
    {
        foreach (var line in WordWrap.Lines(text, Width))
        {
            output.WriteLine(line);
        }
    }

    private static void WriteRow(TextWriter output, string name, string description)
    {
        var lead = "  " + name.PadRight(NameColumn - 2);
        if (lead.Length > NameColumn)
        {
            output.WriteLine(lead);
            lead = new string(' ', NameColumn);
        }

        foreach (var line in WordWrap.Lines(description, Width - NameColumn))
        {
            output.WriteLine(lead + line);
            lead = new string(' ', NameColumn);
        }
    }
}
