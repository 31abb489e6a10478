namespace TgWorker.Cli;

/// <summary>Asks before something is deleted.</summary>
internal static class Confirmation
{
    /// <summary>
    /// True when a person says yes. Where there is nobody to ask it is no, and the user is told how to say yes beforehand.
    /// </summary>
    public static bool Ask(CommandContext context, string question, string option = "--force")
    {
        if (!context.CanAsk)
        {
            context.Error.WriteLine($"tgworker: {question} There is no terminal to ask on: add {option} to do it without asking.");
            return false;
        }

        context.Out.Write(question + " [y/N] ");
        return context.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
