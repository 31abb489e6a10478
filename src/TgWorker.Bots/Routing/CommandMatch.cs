using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>Matches a command and what follows it.</summary>
internal sealed class CommandMatch
{
    private const int LongestName = 32;

    private readonly string _name;
    private readonly RoutePattern? _arguments;
    private readonly IDictionary<string, string> _usernames;

    /// <exception cref="FormatException">The command is not well formed.</exception>
    public CommandMatch(string command, IDictionary<string, string> usernames)
    {
        var parts = command.Split(' ', 2);
        _name = parts[0];
        _usernames = usernames;
        if (_name.StartsWith('/'))
        {
            throw new FormatException($"a command is written without its slash: write \"{command[1..]}\"");
        }

        if (_name.Contains('@', StringComparison.Ordinal))
        {
            throw new FormatException(
                $"a command is written without a bot's name: write \"{_name[.._name.IndexOf('@', StringComparison.Ordinal)]}\"; "
                    + $"TelegramBots:NAME:Username says which bot it is for");
        }

        if (_name.Length is 0 or > LongestName || !_name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new FormatException(
                $"'{_name}' is not a command: a command has 1 to {LongestName} letters a to z, digits or '_', such as start, or ban "
                    + $"{{user:long}} with its arguments");
        }

        // A space before the first part, so that an optional one may be missing with it.
        _arguments = parts.Length == 2 ? new RoutePattern(" " + parts[1]) : null;
    }

    public IReadOnlyList<Capture> Captures => _arguments?.Captures ?? [];

    public RouteValues? Match(UpdateContext context)
    {
        if (context.View.Command is not { } command || !string.Equals(command.Name, _name, StringComparison.OrdinalIgnoreCase)
            || !IsForMe(context.Bot, command.Addressee))
        {
            return null;
        }

        return _arguments is null ? RouteValues.None : _arguments.Match(command.Arguments.Length == 0 ? "" : " " + command.Arguments);
    }

    private bool IsForMe(string bot, string? addressee) => addressee is null || !_usernames.TryGetValue(bot, out var username)
        || string.Equals(username, addressee, StringComparison.OrdinalIgnoreCase);
}
