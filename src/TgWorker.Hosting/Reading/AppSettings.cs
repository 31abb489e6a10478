using System.Text.Json;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Sections;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>Reads appsettings.json, comments and trailing commas allowed.</summary>
internal static class AppSettings
{
    public const string FileName = "appsettings.json";

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads a file's text; <paramref name="file"/> is its name in messages.</summary>
    public static void Read(string json, string file, SettingsRead read)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                ReadSection(document.RootElement, "", file, read);
            }
            else
            {
                read.Problems.Add(new ConfigurationProblem(file, "is no JSON object"));
            }
        }
        catch (JsonException e)
        {
            // Not e.Message: it may quote what stands there.
            read.Problems.Add(new ConfigurationProblem(file, $"is not valid JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}"));
        }
    }

    private static void ReadSection(JsonElement section, string parent, string file, SettingsRead read)
    {
        foreach (var property in section.EnumerateObject())
        {
            var path = parent + property.Name;
            var name = $"{file} {path}";
            if (SettingCatalog.Find(path) is { } setting)
            {
                ReadValue(setting, property.Value, name, read);
            }
            else if (property.Value.ValueKind == JsonValueKind.Object && (parent.Length == 0 ? IsSection(property.Name) : IsBot(parent)))
            {
                ReadSection(property.Value, path + ":", file, read);
            }
            else if (path != "$schema")
            {
                read.Problems.Add(new ConfigurationProblem(name, "is not a setting." + Hint(path)));
            }
        }
    }

    private static void ReadValue(Setting setting, JsonElement value, string name, SettingsRead read)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.Array when value.EnumerateArray().All(item => Scalar(item) is not null) =>
                string.Join(',', value.EnumerateArray().Select(Scalar)),
            _ => Scalar(value),
        };
        if (text is not null)
        {
            read.Add(setting, text, name, SettingLevel.AppSettings);
        }
        else if (value.ValueKind != JsonValueKind.Null)
        {
            read.Problems.Add(new ConfigurationProblem(name, "is a JSON object or a nested list: give a plain value"));
        }
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // The bots' names are the user's own: TelegramBots has a section for each.
    private static bool IsBot(string parent) => string.Equals(parent, BotsSection.Name + ":", StringComparison.OrdinalIgnoreCase);

    private static bool IsSection(string name) => string.Equals(name, BotsSection.Name, StringComparison.OrdinalIgnoreCase) ||
        SettingCatalog.All.Any(setting => string.Equals(setting.Section, name, StringComparison.OrdinalIgnoreCase));

    private static string Hint(string path)
    {
        if (path.Contains(':', StringComparison.Ordinal))
        {
            return SettingCatalog.Nearest(path) is { } near ? $" Did you mean {near}?" : "";
        }

        return NearestName.Hint(SettingCatalog.All.Select(setting => setting.Section).Distinct(), path);
    }
}
