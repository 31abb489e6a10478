using System.Text;
using TgWorker.Core.Json;
using TgWorker.Laravel.Php;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// The lock that the dispatch of a <c>ShouldBeUnique</c> job took. From 11.44 on Laravel notes it in the hidden part of the job's log
/// context, as <c>PendingDispatch</c> and <c>UniqueLock</c> do: serialised strings in <c>laravel_unique_job_key</c> and
/// <c>laravel_unique_job_cache_store</c>.
/// </summary>
internal static class UniqueLock
{
    private const int Longest = 4096;

    /// <summary>The string that is serialised at this place of the envelope; null when there is none.</summary>
    public static string? Read(ReadOnlySpan<byte> payload, JsonTextRange serialized)
    {
        if (serialized.Length is 0 or > Longest || serialized.Decode(payload) is not { } text)
        {
            return null;
        }

        var php = new PhpReader(Encoding.UTF8.GetBytes(text));
        return php.Read() == PhpToken.String && php.Length > 0 ? Encoding.UTF8.GetString(php.Value) : null;
    }
}
