using TgWorker.Core.Working;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class BalanceSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Balance:By", "move slots between queues by how long updates wait (time), how many wait (size), or not at all (off)",
            (options, text) => options.Worker.Balance.By = SettingText.Choice<BalanceBy>(text))
        {
            Value = options => options.Worker.Balance.By, Flag = "--balance", ValueName = "BY", Default = "off",
        },
        new("Balance:Min", "the fewest slots that balancing leaves to a queue", (options, text) =>
            options.Worker.Balance.Min = SettingText.Number(text, 1, 10_000))
        {
            Value = options => options.Worker.Balance.Min, Default = "1",
        },
        new("Balance:Max", "the most slots that balancing gives to a queue; 0 for all", (options, text) =>
            options.Worker.Balance.Max = SettingText.Number(text, 0, 10_000))
        {
            Value = options => options.Worker.Balance.Max, Default = "0",
        },
        new("Balance:Cooldown", "seconds between two changes", (options, text) =>
            options.Worker.Balance.Cooldown = SettingText.Seconds(text, 0.1))
        {
            Value = options => options.Worker.Balance.Cooldown, Default = "3",
        },
        new("Balance:MaxShift", "the most slots a queue gains or loses at once", (options, text) =>
            options.Worker.Balance.MaxShift = SettingText.Number(text, 1, 10_000))
        {
            Value = options => options.Worker.Balance.MaxShift, Default = "8",
        },
    ];
}
