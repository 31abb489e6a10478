using System.Net;
using System.Net.Http.Json;

namespace DiscordBridge;

/// <summary>A Discord channel, through its webhook.</summary>
/// <remarks>https://discord.com/developers/docs/resources/webhook#execute-webhook</remarks>
public sealed class DiscordChannel(HttpClient http)
{
    private const int LongestContent = 2000;

    public async Task PostAsync(string author, string content, CancellationToken cancellationToken)
    {
        var body = new { username = author, content = content.Length > LongestContent ? content[..LongestContent] : content,
            allowed_mentions = new { parse = Array.Empty<string>() } };
        using var response = await http.PostAsJsonAsync((Uri?)null, body, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests && response.Headers.RetryAfter?.Delta is { } wait)
        {
            throw new DiscordBusyException(wait);
        }

        response.EnsureSuccessStatusCode();
    }

    /// <summary>Discord asks to wait: the chat does, and uses up no try.</summary>
    private sealed class DiscordBusyException(TimeSpan wait) : UpdateOutcomeException($"Discord asks to wait {wait.TotalSeconds} s.")
    {
        public override UpdateOutcome Outcome => UpdateOutcome.Wait(wait, Message);
    }
}
