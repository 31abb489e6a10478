using System.Globalization;

namespace TgWorker.Bots.Cultures;

/// <summary>The languages that a bot speaks.</summary>
internal sealed class Languages
{
    private readonly CultureInfo[] _all;

    private Languages(CultureInfo[] all) => _all = all;

    /// <summary>What everybody else gets.</summary>
    public CultureInfo First => _all[0];

    /// <summary>Reads names of cultures; what is wrong with them is in <paramref name="fault"/>.</summary>
    public static Languages? Of(string[] names, out string? fault)
    {
        var all = new List<CultureInfo>(names.Length);
        foreach (var name in names)
        {
            if (Read(name) is not { } culture)
            {
                fault = $"'{name}' is not a culture: give names such as \"en\" or \"pt-BR\"";
                return null;
            }

            all.Add(culture);
        }

        fault = all.Count == 0 ? "names no language: list the ones that the bot speaks, the default first" : null;
        return fault is null ? new Languages([.. all]) : null;
    }

    /// <summary>
    /// The nearest of them to an IETF tag: itself, the same language without the region, or in another region; null when none is.
    /// </summary>
    public CultureInfo? Nearest(string? tag)
    {
        if (string.IsNullOrEmpty(tag))
        {
            return null;
        }

        for (var part = tag; part.Length > 0; part = part[..Math.Max(0, part.LastIndexOf('-'))])
        {
            if (Array.Find(_all, culture => culture.Name.Equals(part, StringComparison.OrdinalIgnoreCase)) is { } found)
            {
                return found;
            }
        }

        var language = tag.Split('-')[0];
        return Array.Find(_all, culture => culture.Name.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase));
    }

    private static CultureInfo? Read(string? name)
    {
        try
        {
            return string.IsNullOrWhiteSpace(name) ? null : CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }
}
