using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class RetrySection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Retry:Tries", "tries a job gets, unless its envelope says otherwise; 0 is unlimited",
            (options, text) => options.Worker.Retry.Tries = SettingText.Number(text, 0, 1_000_000))
        {
            Value = options => options.Worker.Retry.Tries, Flag = "--tries", ValueName = "N", Default = "3",
        },
        new("Retry:Backoff", "seconds between tries, the last one repeating, such as 1,5,10",
            (options, text) => options.Worker.Retry.Backoff = SettingText.SecondsList(text))
        {
            Value = options => options.Worker.Retry.Backoff, Flag = "--backoff", ValueName = "S,S", Default = "about 1, 2, 4, ...",
        },
        new("Retry:MaxDelay", "the longest delay in seconds where no backoff is given",
            (options, text) => options.Worker.Retry.MaxDelay = SettingText.Seconds(text, 0.001))
        {
            Value = options => options.Worker.Retry.MaxDelay, Default = "300",
        },
        new("Retry:Timeout", "seconds one try may take; 0 for no limit",
            (options, text) => options.Worker.Retry.Timeout = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Retry.Timeout, Flag = "--timeout", ValueName = "S", Default = "60",
        },
        new("Retry:WaitInWorker", "delays up to this many seconds are waited for in the worker, longer ones in Redis",
            (options, text) => options.Worker.Retry.WaitInWorker = SettingText.Seconds(text))
        {
            Value = options => options.Worker.Retry.WaitInWorker, Default = "2",
        },
    ];
}
