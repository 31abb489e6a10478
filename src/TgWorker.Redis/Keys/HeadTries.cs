using System.Globalization;

namespace TgWorker.Redis.Keys;

/// <summary>How often a worker died of a lane's head, and how many tries of it failed, as K:tries has them: two numbers.</summary>
internal static class HeadTries
{
    /// <summary>Reads them; 0 where there is no number.</summary>
    public static (int Lapses, int Failures) Read(string? text)
    {
        var numbers = text?.Split(' ') ?? [];
        return numbers.Length == 2 ? (Number(numbers[0]), Number(numbers[1])) : (0, 0);
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
