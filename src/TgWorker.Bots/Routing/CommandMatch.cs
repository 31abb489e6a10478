using TgWorker.Core.Handling;

namespace TgWorker.Bots.Routing;

/// <summary>Matches a command and what follows it.</summary>
internal sealed class CommandMatch
{
    private readonly string _name;
    private readonly RoutePattern? _arguments;
    private readonly IDictionary<string, string> _usernames;

    /// <exception cref="FormatException">The command is not well formed.</exception>
    public CommandMatch(string command, IDictionary<string, string> usernames)
    {
        var parts = command.TrimStart('/').Split(' ', 2);
        _name = parts[0];
        _usernames = usernames;
        if (_name.Length is 0 or > 32 || !_name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            throw new FormatException($"'{command}' is no command: it begins with one to 32 letters, digits or '_', such as start or ban {{user:long}}.");
        }

        // A space before the first part, so that an optional one may be missing with it.
        _arguments = parts.Length == 2 ? new RoutePattern(" " + parts[1]) : null;
    }

    public IReadOnlyList<string> Names => _arguments?.Names ?? [];

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
