using System.Text.Json;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Reading;

namespace TgWorker.Tests.Configuration;

/// <summary>The appsettings.json that comes with the program, as the build put it beside the tests.</summary>
public sealed class ShippedAppSettingsTests
{
    private static string Shipped => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json"));

    [Fact]
    public void ShippedFile_Read_HasEveryKeyAndNoOther()
    {
        using var document = JsonDocument.Parse(Shipped, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var keys = document.RootElement.EnumerateObject().SelectMany(section => KeysIn(section.Value, section.Name));

        Assert.Equal(SettingCatalog.All.Select(setting => setting.Path).Order(), keys.Order());
    }

    [Fact]
    public void ShippedFile_Loaded_ChangesNoDefault()
    {
        using var sources = new OptionsSources { AppSettings = Shipped };

        var (defaults, options) = (new TgWorkerOptions(), sources.Options());
        Assert.All(SettingCatalog.All, setting => Assert.Equal(setting.TextIn(defaults), setting.TextIn(options)));
    }

    [Fact]
    public void Settings_ButTheOneThatStandsForOthers_SayWhereTheirValueIs() =>
        Assert.Equal(["Redis:Url"], SettingCatalog.All.Where(setting => setting.Value is null).Select(setting => setting.Path));

    // A setting may itself be a table; a section within a section has settings of its own.
    private static IEnumerable<string> KeysIn(JsonElement section, string path) => section.EnumerateObject().SelectMany(key =>
        key.Value.ValueKind == JsonValueKind.Object && SettingCatalog.All.All(setting => setting.Path != $"{path}:{key.Name}")
            ? KeysIn(key.Value, $"{path}:{key.Name}") : [$"{path}:{key.Name}"]);
}
