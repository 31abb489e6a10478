using Microsoft.Extensions.Logging;

namespace TgWorker.Globalization;

/// <summary>What the log says of cultures when handlers are about to run.</summary>
internal static partial class CultureLog
{
    [LoggerMessage(410, LogLevel.Warning,
        "This machine has no ICU library: handlers get the invariant culture's formats whichever culture they ask for. Install it (apt: "
            + "libicu72 on Debian 12, libicu74 on Ubuntu 24.04, libicu76 on Debian 13), or set {Variable}=1 if no handler needs it")]
    public static partial void WarnOfNone(ILogger logger, string variable);
}
