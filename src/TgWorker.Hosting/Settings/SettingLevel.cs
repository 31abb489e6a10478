namespace TgWorker.Hosting.Settings;

/// <summary>Where a value was written; the later ones win.</summary>
internal enum SettingLevel
{
    AppSettings,
    DotEnv,
    LaravelEnvironment,
    WorkerEnvironment,
    CommandLine,
}
