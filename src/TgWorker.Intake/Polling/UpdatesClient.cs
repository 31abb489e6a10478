using System.Globalization;
using System.Text.Json;
using TgWorker.Intake.BotApi;

namespace TgWorker.Intake.Polling;

/// <summary>
/// Asks Telegram for one bot's updates. Asking with an offset confirms everything below it: nobody may ask for more than is on the queue.
/// </summary>
internal sealed class UpdatesClient(BotApiCaller api, IReadOnlyList<string>? allowedUpdates)
{
    private const int Most = 100;
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    /// <summary>Asks.</summary>
    /// <param name="offset">The first update that was not pushed; null to begin with whatever Telegram has.</param>
    /// <param name="hold">How long Telegram holds the question when there is nothing; whole seconds.</param>
    /// <param name="tellsKinds">Whether Telegram is told which kinds are wanted; it remembers.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<PollAnswer> AskAsync(long? offset, TimeSpan hold, bool tellsKinds, CancellationToken cancellationToken) =>
        SendAsync(offset, hold, Most, tellsKinds ? allowedUpdates : null, cancellationToken);

    /// <summary>Tells Telegram what was pushed.</summary>
    public Task<PollAnswer> ConfirmAsync(long offset, CancellationToken cancellationToken) =>
        SendAsync(offset, TimeSpan.Zero, 1, null, cancellationToken);

    /// <summary>Deletes the webhook, and nothing of what waits for it.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    public async Task<string?> DeleteWebhookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await api.CallAsync("deleteWebhook", null, Slack, cancellationToken).ConfigureAwait(false);
            return answer.Status == 200 ? null : PollAnswerReader.Read(answer.Status, answer.Body).Text;
        }
        catch (BotApiUnreachableException e)
        {
            return e.Message;
        }
    }

    private async Task<PollAnswer> SendAsync(
        long? offset, TimeSpan hold, int limit, IReadOnlyList<string>? kinds, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, string>
        {
            ["timeout"] = ((int)hold.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
        };
        if (offset is { } from)
        {
            parameters["offset"] = from.ToString(CultureInfo.InvariantCulture);
        }

        if (kinds is not null)
        {
            parameters["allowed_updates"] = JsonSerializer.Serialize(kinds);
        }

        try
        {
            using var content = new FormUrlEncodedContent(parameters);
            var answer = await api.CallAsync("getUpdates", content, hold + Slack, cancellationToken).ConfigureAwait(false);
            return PollAnswerReader.Read(answer.Status, answer.Body);
        }
        catch (BotApiUnreachableException e)
        {
            return new PollAnswer(PollAnswerKind.Trouble, e.Message);
        }
    }
}
