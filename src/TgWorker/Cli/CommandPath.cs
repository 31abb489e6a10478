using System.CommandLine;

namespace TgWorker.Cli;

/// <summary>A command as one types it.</summary>
internal static class CommandPath
{
    /// <summary>Such as <c>tgworker failed list</c>.</summary>
    public static string Of(Command command) => command is RootCommand
        ? "tgworker"
        : $"{Of(command.Parents.OfType<Command>().First())} {command.Name}";
}
