using System.Text.Json;
using TgWorker.Core.Jobs;

namespace TgWorker.Intake.BotApi;

/// <summary>Why the Bot API did not do what it was asked.</summary>
/// <param name="Code">Its code; 0 where it was not the Bot API that answered.</param>
/// <param name="Text">Its words, escaped and cut.</param>
/// <param name="RetryAfter">How long it asks to wait, an hour at most.</param>
internal sealed record BotApiRefusal(int Code, string Text, TimeSpan RetryAfter = default)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>What a gateway in front of Telegram says, in HTML, when it is in trouble.</summary>
    public static BotApiRefusal WithoutJson(int status) => new(0, $"HTTP {status} without JSON");

    /// <summary>Reads one.</summary>
    public static BotApiRefusal Read(int status, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var code = root.TryGetProperty("error_code", out var number) && number.TryGetInt32(out var value) ? value : status;
            var text = ShownName.Of(root.TryGetProperty("description", out var description) ? description.GetString() ?? "" : "");
            var wait = root.TryGetProperty("parameters", out var hints) && hints.TryGetProperty("retry_after", out var after)
                && after.TryGetDouble(out var seconds)
                ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestWait.TotalSeconds))
                : TimeSpan.Zero;
            return new BotApiRefusal(code, text, wait);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return WithoutJson(status);
        }
    }

    /// <summary>Code and words.</summary>
    public override string ToString() => Code == 0 ? Text : $"{Code} {Text}";
}
