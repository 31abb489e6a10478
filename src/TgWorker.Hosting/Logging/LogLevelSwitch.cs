using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TgWorker.Hosting.Logging;

/// <summary>The least level that is logged, which can be changed while the worker runs.</summary>
internal sealed class LogLevelSwitch(LogLevel level) : IConfigureOptions<LoggerFilterOptions>,
IOptionsChangeTokenSource<LoggerFilterOptions>
{
    private ConfigurationReloadToken _changed = new();

    public string Name => Options.DefaultName;

    /// <summary>The level.</summary>
    public LogLevel Level { get; private set; } = level;

    public void Set(LogLevel level)
    {
        Level = level;
        Interlocked.Exchange(ref _changed, new ConfigurationReloadToken()).OnReload();
    }

    public void Configure(LoggerFilterOptions options) => options.MinLevel = Level;

    public IChangeToken GetChangeToken() => Volatile.Read(ref _changed);
}
