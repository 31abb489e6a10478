namespace TgWorker.Model.Comparing;

/// <summary>A script with one guard less.</summary>
/// <param name="Script">The file.</param>
/// <param name="Guard">What it does without.</param>
/// <param name="Find">A piece of its text, there once.</param>
/// <param name="Replace">What stands there instead.</param>
internal sealed record Mutant(string Script, string Guard, string Find, string Replace)
{
    /// <summary>The script's whole text with the change; other scripts stay as they are.</summary>
    public string Apply(string script, string text)
    {
        if (Script != script && Script != Prologue)
        {
            return text;
        }

        var at = text.IndexOf(Find, StringComparison.Ordinal);
        return at >= 0 && text.IndexOf(Find, at + 1, StringComparison.Ordinal) < 0
            ? text.Replace(Find, Replace, StringComparison.Ordinal)
            : throw new InvalidOperationException($"This is to be in {script}.lua once: {Find}");
    }

    /// <summary>Stands in every script.</summary>
    public const string Prologue = "prologue";
}
