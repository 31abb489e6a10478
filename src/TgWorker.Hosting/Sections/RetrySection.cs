using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class RetrySection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Retry:Tries", "how often a job is tried, unless the job itself says otherwise; 0 for no limit",
            (options, text) => options.Worker.Retry.Tries = SettingText.Number(text, 0, 1_000_000))
        {
            Value = options => options.Worker.Retry.Tries, Flag = "--tries", ValueName = "N", Default = "3",
        },
        new("Retry:Backoff", "seconds between tries, such as 1,5,10; the last one repeats",
            (options, text) => options.Worker.Retry.Backoff = SettingText.SecondsList(text))
        {
            Value = options => options.Worker.Retry.Backoff, Flag = "--backoff", ValueName = "S,S", Default = "about 1, 2, 4, ...",
        },
        new("Retry:MaxDelay", "the longest delay in seconds when no backoff is given",
            (options, text) => options.Worker.Retry.MaxDelay = SettingText.Seconds(text, 0.001))
        {
            Value = options => options.Worker.Retry.MaxDelay, Default = "300",
        },
        new("Retry:Timeout", "seconds one try may take; 0 for no limit",
            (options, text) => options.Worker.Retry.Timeout = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Retry.Timeout, Flag = "--timeout", ValueName = "S", Default = "60",
        },
        new("Retry:WaitInWorker", "the worker itself waits for delays up to this many seconds; longer ones wait in the queue",
            (options, text) => options.Worker.Retry.WaitInWorker = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Retry.WaitInWorker, Default = "2",
        },
    ];
}
