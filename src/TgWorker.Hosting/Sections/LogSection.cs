using Microsoft.Extensions.Logging;
using TgWorker.Hosting.Logging;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class LogSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Log:Level", "lowest level to log: trace, debug, information, warning, error, critical or none",
            (options, text) => options.Log.Level = SettingText.Choice<LogLevel>(text))
        {
            Value = options => options.Log.Level, Flag = "--log-level", ValueName = "LEVEL", Default = "information",
        },
        new("Log:Format", "text, or json: one object per line", (options, text) => options.Log.Format = SettingText.Choice<LogFormat>(text))
        {
            Value = options => options.Log.Format, Flag = "--log", ValueName = "FORMAT", Default = "text",
        },
    ];
}
