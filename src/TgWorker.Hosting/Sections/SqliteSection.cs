using TgWorker.Hosting.Settings;
using TgWorker.Sqlite;

namespace TgWorker.Hosting.Sections;

internal static class SqliteSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Sqlite:File", "keep the queue in this file, created if missing, instead of in Redis; :memory: for none", (options, text) =>
            options.Sqlite.File = text)
        {
            Value = options => options.Sqlite.File, Flag = "--sqlite", ValueName = "FILE",
        },
        new("Sqlite:Synchronous", "what a power failure can lose: normal (the last second) or full (nothing)",
            (options, text) => options.Sqlite.Synchronous = SettingText.Choice<SqliteSynchronous>(text))
        {
            Value = options => options.Sqlite.Synchronous, Default = "normal",
        },
        new("Sqlite:MaxSize", "megabytes of the file that may be in use before updates are refused", (options, text) =>
            options.Sqlite.MaxSize = SettingText.Number(text, 1L, long.MaxValue))
        {
            Value = options => options.Sqlite.MaxSize,
        },
    ];
}
