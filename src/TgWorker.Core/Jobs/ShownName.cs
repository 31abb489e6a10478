namespace TgWorker.Core.Jobs;

/// <summary>A name out of a payload, fit to stand in a sentence, a log or a terminal.</summary>
internal static class ShownName
{
    private const int Longest = 120;

    public static string Of(string name) => string.Create(Math.Min(name.Length, Longest), name, static (shown, name) =>
    {
        for (var index = 0; index < shown.Length; index++)
        {
            shown[index] = name[index] is >= ' ' and <= '~' ? name[index] : '?';
        }
    });
}
