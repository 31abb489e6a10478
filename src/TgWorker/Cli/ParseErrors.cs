using System.CommandLine;
using TgWorker.Hosting.Mistakes;

namespace TgWorker.Cli;

/// <summary>Tells the user what is wrong with the command line.</summary>
internal static class ParseErrors
{
    public static void Write(ParseResult parsed, TextWriter error)
    {
        var known = KnownNames(parsed.CommandResult.Command);
        var options = parsed.UnmatchedTokens.Where(token => token.StartsWith('-')).ToList();
        foreach (var token in options)
        {
            // Without its value, which may be a secret.
            var name = token.Split('=', 2)[0];
            error.WriteLine(
                $"tgworker: {TerminalText.Escape(name)} is not an option of '{PathOf(parsed)}'.{NearestName.Hint(known, name)}");
        }

        if (options.Count == 0 && parsed.UnmatchedTokens.Count > 0)
        {
            var word = parsed.UnmatchedTokens[0];
            error.WriteLine($"tgworker: '{TerminalText.Escape(MaskedUrl.Of(word))}' is not a command of "
                + $"'{PathOf(parsed)}'.{NearestName.Hint(known, word)}");
        }

        // The rest: an argument is missing, an option stands twice.
        foreach (var problem in parsed.Errors.Where(problem => parsed.UnmatchedTokens.Count == 0))
        {
            error.WriteLine("tgworker: " + TerminalText.Escape(ParseProblem.Text(problem, parsed.CommandResult.Command)));
        }

        error.WriteLine($"See '{PathOf(parsed)} --help'.");
    }

    private static string PathOf(ParseResult parsed) => CommandPath.Of(parsed.CommandResult.Command);

    private static List<string> KnownNames(Command command)
    {
        var names = command.Subcommands.Where(child => !child.Hidden).Select(child => child.Name).ToList();
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            names.AddRange(at.Options.Where(option => at == command || option.Recursive).Select(option => option.Name));
        }

        return names;
    }
}
