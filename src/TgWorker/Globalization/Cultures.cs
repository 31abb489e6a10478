using System.Globalization;
using System.Runtime.InteropServices;

namespace TgWorker.Globalization;

/// <summary>
/// Cultures for the handlers: all that ICU knows, as in any .NET program. On a machine without ICU the runtime would end the process at its
/// first look at a culture; this one works on instead, with the names of all cultures and the formats of the invariant one. No other code
/// may run before <see cref="Prepare"/>, and this class needs no culture to be made: no logging, for one.
/// </summary>
internal static class Cultures
{
    /// <summary>The variable that asks the runtime to do without cultures.</summary>
    public const string Asked = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    private const string Invariant = "System.Globalization.Invariant";
    private const string PredefinedOnly = "System.Globalization.PredefinedCulturesOnly";
    private const string PredefinedAsked = "DOTNET_SYSTEM_GLOBALIZATION_PREDEFINED_CULTURES_ONLY";
    private const string Version = "CLR_ICU_VERSION_OVERRIDE";

    // As the runtime looks for it: https://github.com/dotnet/runtime/blob/main/src/native/libs/System.Globalization.Native/pal_icushim.c
    private const int Oldest = 50;
    private const int Newest = 150;

    /// <summary>Whether handlers do without cultures because the machine lacks what they need.</summary>
    public static bool IsMissing { get; private set; }

    /// <summary>Must come before anything that has to do with cultures, numbers and dates as text included.</summary>
    public static void Prepare()
    {
        if (AppContext.TryGetSwitch(Invariant, out _))
        {
            return;
        }

        IsMissing = OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable(Asked) is null && !IsThere();
        if (IsMissing)
        {
            AppContext.SetSwitch(Invariant, true);
        }

        // Asked for or not, as some container images do: CultureInfo("de-DE") must not throw where there is no ICU.
        if (Environment.GetEnvironmentVariable(PredefinedAsked) is null && !AppContext.TryGetSwitch(PredefinedOnly, out _))
        {
            AppContext.SetSwitch(PredefinedOnly, false);
        }
    }

    /// <summary>
    /// What this program writes itself does not depend on the machine's language, whatever thread it is on. A handler names the culture it
    /// wants, or sets <see cref="CultureInfo.CurrentCulture"/>, which lasts until it returns.
    /// </summary>
    public static void WriteAlike()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }

    // Whoever asks for a version that is not there gets none, rather than another.
    private static bool IsThere() => Environment.GetEnvironmentVariable(Version) is { Length: > 0 } version
        ? CanLoad("libicuuc.so." + version) || CanLoad("libicuuc.so." + version.Split('.')[0])
        : CanLoad("libicuuc.so") || AnyVersion();

    private static bool AnyVersion()
    {
        for (var version = Newest; version >= Oldest; version--)
        {
            if (CanLoad("libicuuc.so." + Digits(version)))
            {
                return true;
            }
        }

        return false;
    }

    // Not by a culture, which is what this must not touch.
    private static string Digits(int number) => number < 10 ? ((char)('0' + number)).ToString() : Digits(number / 10) + Digits(number % 10);

    private static bool CanLoad(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
