using System.Globalization;

namespace TgWorker.Bots.Cultures;

/// <summary>The culture of one attempt.</summary>
internal sealed class UserCulture(Languages languages, CultureInfo culture)
{
    public Languages Languages => languages;

    public CultureInfo Culture { get; set; } = culture;
}
