using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class FailedSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Failed:KeepFor", "seconds that failed jobs are kept; 0 is for ever", (options, text) =>
            options.Failed.KeepFor = SettingText.Seconds(text, most: SettingText.LongestKept))
        {
            Value = options => options.Failed.KeepFor, Default = "0",
        },
    ];
}
