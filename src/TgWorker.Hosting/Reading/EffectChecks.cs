using TgWorker.Core.Working;
using TgWorker.Hosting.Configuration;

namespace TgWorker.Hosting.Reading;

/// <summary>
/// Refuses settings that have no effect because another one is not set. One that is expressly off is no mistake: then it is the others that
/// wait for it to be on again.
/// </summary>
internal static class EffectChecks
{
    private static readonly (string Switch, string WayOut, Func<TgWorkerOptions, bool> IsOn, string[] Settings)[] Rules =
    [
        ("Health:Port", "give Health:Port too", options => options.Health.Port > 0, ["Health:Host", "Health:Metrics"]),
        ("Forward:To", "give Forward:To too", options => options.Forward.To is not null, ["Forward:MaxWait"]),
        ("Balance:By", "give Balance:By too", options => options.Worker.Balance.By != BalanceBy.Off,
            ["Balance:Min", "Balance:Max", "Balance:Cooldown", "Balance:MaxShift"]),
        ("Notify:Webhook", "give Notify:Webhook, or Notify:TelegramToken and Notify:TelegramChat, too", options => options.Notify.IsOn,
            ["Notify:LongWait", "Notify:FailedJobs", "Notify:DeadWorkers", "Notify:QuietTime"]),
        ("Notify:TelegramToken", "give Notify:TelegramToken and Notify:TelegramChat too", options =>
            options.Notify.TelegramToken is not null,
            ["Notify:TelegramApi"]),
    ];

    public static void Check(GivenSettings given, HostPlan plan)
    {
        foreach (var (needed, wayOut, isOn, settings) in Rules)
        {
            if (isOn(given.Options) || given.IsSaid(needed))
            {
                continue;
            }

            foreach (var path in settings.Where(
                path => given.Find(path) is not null && given.Differs(path) && FeatureChecks.Has(plan, path)))
            {
                given.Refuse(path, $"{given.Shown(path)} has no effect by itself: {wayOut}, or take it out");
            }
        }
    }
}
