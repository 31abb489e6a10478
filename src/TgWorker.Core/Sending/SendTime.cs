using System.Globalization;

namespace TgWorker.Core.Sending;

/// <summary>
/// The numbers of what is known of sends, as they are kept: µs of a clock, or a rate. More digits than a time has for the next three
/// thousand years are none, so that whatever is reckoned with them fits.
/// </summary>
internal static class SendTime
{
    private const int MostDigits = 17;

    /// <summary>Reads one; null where it is none.</summary>
    public static long? Read(string text) =>
        text.Length <= MostDigits && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
