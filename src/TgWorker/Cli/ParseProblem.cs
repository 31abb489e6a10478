using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace TgWorker.Cli;

/// <summary>What the command line's library finds wrong, in our own words: it names types of .NET and breaks lines.</summary>
internal static partial class ParseProblem
{
    /// <summary>One line with what is wrong and what to give.</summary>
    public static string Text(ParseError problem, Command command)
    {
        if (NoCommand().IsMatch(problem.Message))
        {
            return $"'{CommandPath.Of(command)}' needs a command: "
                + string.Join(", ", command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name));
        }

        if (NoOption().Match(problem.Message) is { Success: true } option)
        {
            return Missing(option.Groups["name"].Value, command.Options.FirstOrDefault(known => known.Name == option.Groups["name"].Value));
        }

        if (NoArgument().Match(problem.Message) is { Success: true } argument)
        {
            var name = argument.Groups["name"].Value;
            var known = command.Arguments.FirstOrDefault(known => known.Name == name || known.HelpName == name);
            return Missing(known?.HelpName ?? name, known);
        }

        if (NotOneOf().Match(problem.Message) is { Success: true } choice)
        {
            var names = Quoted().Matches(choice.Groups["all"].Value).Select(name => name.Groups["name"].Value);
            return $"{Given(problem)}'{choice.Groups["value"].Value}' is not known: give one of {string.Join(", ", names)}";
        }

        if (NotOfType().Match(problem.Message) is not { Success: true } typed)
        {
            return problem.Message;
        }

        var wanted = typed.Groups["type"].Value.Contains("Int", StringComparison.Ordinal) ? "a whole number" : "a value that it takes";
        return $"{Given(problem)}'{typed.Groups["value"].Value}' is not {wanted}";
    }

    private static string Missing(string name, Symbol? symbol) =>
        $"{name} is missing{(symbol?.Description is { } description ? ": " + description : "")}";

    private static string Given(ParseError problem)
    {
        for (var at = problem.SymbolResult; at is not null; at = at.Parent)
        {
            if (at is OptionResult option)
            {
                return option.Option.Name + ": ";
            }
        }

        return "";
    }

    [GeneratedRegex("^Required command was not provided")]
    private static partial Regex NoCommand();

    [GeneratedRegex("^Option '(?<name>.+)' is required")]
    private static partial Regex NoOption();

    [GeneratedRegex("^Required argument '(?<name>.+)' missing for command")]
    private static partial Regex NoArgument();

    [GeneratedRegex("^Argument '(?<value>.*?)' not recognized. Must be one of:(?<all>.*)$", RegexOptions.Singleline)]
    private static partial Regex NotOneOf();

    [GeneratedRegex("'(?<name>[^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("^Cannot parse argument '(?<value>.*?)' for .* as expected type '(?<type>.*)'", RegexOptions.Singleline)]
    private static partial Regex NotOfType();
}
