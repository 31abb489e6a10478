using System.Text.Json;
using TgWorker.Hosting.Mistakes;

namespace TgWorker.Hosting.Reading;

/// <summary>
/// The appsettings.json of the directory where the user happens to be. It is not read: whoever may write there must not decide where the
/// user's passwords go. The user is told, but only when the file says something to us that the one that is read does not.
/// </summary>
internal static class UnreadSettings
{
    private const int Longest = 1024 * 1024;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>What the user should know; null when the file is not there or makes no difference.</summary>
    /// <param name="here">The file in the working directory.</param>
    /// <param name="read">The file that is read, if any.</param>
    public static ConfigurationProblem? Warning(string here, string? read)
    {
        if (!File.Exists(here) || (read is not null && Path.GetFullPath(here) == Path.GetFullPath(read)) || !SaysSomething(here, read))
        {
            return null;
        }

        return new ConfigurationProblem(
            ExecutableSettings.FileName,
            $"the one in the working directory is not read: add --config {ExecutableSettings.FileName} to use it");
    }

    // A file that cannot be looked into may say anything.
    private static bool SaysSomething(string here, string? read)
    {
        try
        {
            // A pipe has no length either, and reading it would wait.
            var length = new FileInfo(here).Length;
            if (length is 0 or > Longest)
            {
                return length > 0;
            }

            var text = File.ReadAllBytes(here);
            if (read is not null && text.AsSpan().SequenceEqual(File.ReadAllBytes(read)))
            {
                return false;
            }

            // JsonDocument takes no byte order mark.
            using var json = JsonDocument.Parse(text.AsMemory(text.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0), Lenient);
            return json.RootElement.ValueKind != JsonValueKind.Object || json.RootElement.EnumerateObject()
                .Any(section => SettingCatalog.IsRootSection(section.Name) || SettingCatalog.IsHostSection(section.Name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return true;
        }
    }
}
