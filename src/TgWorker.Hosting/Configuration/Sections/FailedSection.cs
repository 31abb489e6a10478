namespace TgWorker.Hosting.Configuration.Sections;

internal static class FailedSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Failed:KeepFor", "seconds that failed jobs are kept; 0 is for ever", (options, text) => options.KeepFailedFor = SettingText.Seconds(text))
        {
            Default = "0",
        },
    ];
}
