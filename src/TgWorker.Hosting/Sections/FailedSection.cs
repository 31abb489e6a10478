using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class FailedSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Failed:KeepFor", "how many seconds failed jobs are kept; 0 keeps them forever", (options, text) =>
            options.Failed.KeepFor = SettingText.Seconds(text, most: SettingText.LongestKept))
        {
            Value = options => options.Failed.KeepFor, Default = "0",
        },
    ];
}
