namespace TgWorker.Hosting.Settings;

/// <summary>A value that someone gave a setting.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Text">The value as written.</param>
/// <param name="Name">The setting's name as the user wrote it: an option, a variable or a JSON path.</param>
/// <param name="Level">Where it was written.</param>
internal sealed record SettingValue(Setting Setting, string Text, string Name, SettingLevel Level)
{
    /// <summary>The value as it may be shown.</summary>
    public string Shown => Setting.Shown(Text);
}
