namespace TgWorker.Cli;

/// <summary>Asks before something is deleted.</summary>
internal static class Confirmation
{
    /// <summary>True when a person says yes, or when there is nobody to ask.</summary>
    public static bool Ask(CommandContext context, string question)
    {
        if (!context.CanAsk)
        {
            return true;
        }

        context.Out.Write(question + " [y/N] ");
        return context.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
