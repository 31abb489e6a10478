using System.Text.Json;
using TgWorker.Core.Jobs;

namespace TgWorker.Fuzz;

/// <summary>What holds for every job that was read, whatever it was read from.</summary>
internal static class JobPromises
{
    private const int LongestLane = 256;
    private const int LongestProblem = 300;
    private const int LongestBot = 140;

    public static string? FindBroken(Job job)
    {
        if (job.Lane.Length is 0 or > LongestLane || job.Lane.Any(character => character is < '!' or > '~'))
        {
            return "a lane is short and printable, but: " + job.Lane;
        }

        if (job.Bot.Length > LongestBot || job.Bot.Any(char.IsControl)
            || job.DuplicateScope.Length > LongestBot || job.DuplicateScope.Any(character => character is < '!' or > '~'))
        {
            return "the names of bot and class can be shown, but: " + job.Bot + " and " + job.DuplicateScope;
        }

        if (job.Problem is null)
        {
            return job.IsForeign || job.UpdateId is null ? "what is handled is ours and an update of Telegram's"
                : IsObject(job.Update.Span) ? null : "an update is a JSON object";
        }

        return !job.Update.IsEmpty ? "a job with a problem has no update"
            : job.Problem.Length is < 10 or > LongestProblem || job.Problem.Any(character => character is < ' ' or > '~')
                ? "a problem is a sentence, but: " + job.Problem
            : null;
    }

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
            var isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (reader.Read())
            {
            }

            return isObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
