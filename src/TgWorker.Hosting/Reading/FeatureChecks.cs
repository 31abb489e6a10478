using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Mistakes;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Reading;

/// <summary>Refuses the settings of features that a host does not have: they would have no effect.</summary>
internal static class FeatureChecks
{
    /// <summary>Which feature a setting is of; null when every host has it.</summary>
    private static (HostFeature Feature, string Method)? FeatureOf(Setting setting) => setting switch
    {
        { Path: "Health:Metrics" } => (HostFeature.Prometheus, "AddTgWorkerPrometheus"),
        { Section: "Health" } => (HostFeature.Health, "AddTgWorkerHealth"),
        { Path: "Notify:Every" } => null, // The gauges go by it too.
        { Section: "Notify" } => (HostFeature.Notifications, "AddTgWorkerNotifications"),
        { Section: "Forward" } => (HostFeature.Forwarding, "AddTgWorkerForwarding"),
        { Section: "Log" } => (HostFeature.Logging, "AddTgWorkerLogging"),
        { Section: "Receiver" } => (HostFeature.Receiver, "AddTgWorkerReceiver"),
        { Section: "Poller" } => (HostFeature.Poller, "AddTgWorkerPoller"),
        { Section: "Outgoing" } => (HostFeature.Worker, "AddTgWorker"),
        { Section: "Dashboard" } => (HostFeature.Dashboard, "AddTgWorkerDashboard"),
        { Section: "Handler" } => (HostFeature.Handlers, ""),
        _ => null,
    };

    /// <summary>Whether a host has the feature that a setting is of.</summary>
    public static bool Has(HostPlan plan, string path) =>
        SettingCatalog.Find(path) is { } setting && (FeatureOf(setting) is not { } needed || plan.Features.Contains(needed.Feature));

    public static void Check(HostPlan plan, IEnumerable<SettingValue> values, List<ConfigurationProblem> problems)
    {
        var defaults = new TgWorkerOptions();
        foreach (var value in values)
        {
            if (FeatureOf(value.Setting) is var (feature, method) && !plan.Features.Contains(feature) && !IsDefault(value, defaults)
                && !IsTgooks(value))
            {
                problems.Add(new ConfigurationProblem(value.Name, method.Length == 0
                    ? "has no effect in a host of your own, where code says what handles the updates: take it out"
                    : $"has no effect in this host: call builder.{method}(), or take it out"));
            }
        }
    }

    // tgook's own settings stand beside those that both read.
    private static bool IsTgooks(SettingValue value) =>
        value.Setting.LaravelName is { } name && value.Level is SettingLevel.DotEnv or SettingLevel.LaravelEnvironment
            && value.Name.EndsWith(name, StringComparison.Ordinal);

    // It says what is true anyway: the executable's file, with all its defaults, does for a host.
    private static bool IsDefault(SettingValue value, TgWorkerOptions defaults) =>
        string.Equals(value.Setting.TextIn(defaults), value.Text, StringComparison.OrdinalIgnoreCase);
}
