using System.Net;
using System.Text;
using Telegram.Bot;
using TgWorker.Bots.Clients;
using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Tests.Clients;

public sealed class TypedUpdateHandlerTests
{
    private const string Message =
        """{"update_id":7,"message":{"message_id":1,"date":1700000000,"chat":{"id":4503599627370495,"type":"private"},"text":"hi"}}""";

    private const string Flooded =
        """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 42","parameters":{"retry_after":42}}""";

    [Fact]
    public async Task Handle_Message_IsGivenAsTelegramBotsType()
    {
        long? chat = null;

        var outcome = await HandleAsync(Message, context =>
        {
            chat = context.Update.Message!.Chat.Id;
            Assert.Same(context.Update, context.Update);
            return Task.FromResult(UpdateOutcome.Handled);
        });

        Assert.Equal(UpdateOutcome.Handled, outcome);
        Assert.Equal(4503599627370495, chat);
    }

    [Fact]
    public async Task Handle_UpdateNeverAskedFor_IsNotRead()
    {
        var outcome = await HandleAsync("not JSON", _ => Task.FromResult(UpdateOutcome.Handled));

        Assert.Equal(UpdateOutcome.Handled, outcome);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("""{"update_id":"secret words"}""")]
    public async Task Handle_UnreadableUpdate_IsGivenUpWithoutQuotingIt(string json)
    {
        var failure = await Assert.ThrowsAsync<UnreadableUpdateException>(
            () => HandleAsync(json, context => Task.FromResult(UpdateOutcome.Retry($"{context.Update.Id}"))));

        Assert.Equal(OutcomeKind.Fail, failure.Outcome.Kind);
        Assert.DoesNotContain("secret", failure.Outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_TelegramSaysRetryAfter_WaitsThatLongAfterASingleRequest()
    {
        using var telegram = new RecordedTelegram(HttpStatusCode.TooManyRequests, Flooded);

        var outcome = await HandleAsync(Message, SendAsync, telegram);

        Assert.Equal((OutcomeKind.Wait, TimeSpan.FromSeconds(42)), (outcome.Kind, outcome.After!.Value));
        Assert.Single(telegram.Requests);
    }

    [Fact]
    public async Task Handle_TelegramSaysRetryAfterZero_StillTakesABreath()
    {
        using var telegram = new RecordedTelegram(HttpStatusCode.TooManyRequests, Flooded.Replace("\"retry_after\":42", "\"retry_after\":0"));

        var outcome = await HandleAsync(Message, SendAsync, telegram);

        Assert.Equal(TimeSpan.FromSeconds(1), outcome.After);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, 403, "Forbidden: bot was blocked by the user", OutcomeKind.Fail)]
    [InlineData(HttpStatusCode.BadGateway, 502, "Bad Gateway", OutcomeKind.Retry)]
    [InlineData(HttpStatusCode.TooManyRequests, 429, "Too Many Requests", OutcomeKind.Wait)]
    public async Task Handle_AnotherRefusalOfTelegram_MeansWhatItMeansForBotClient(HttpStatusCode status, int code, string description, OutcomeKind expected)
    {
        using var telegram = new RecordedTelegram(status, $$"""{"ok":false,"error_code":{{code}},"description":"{{description}}"}""");

        var outcome = await HandleAsync(Message, SendAsync, telegram);

        Assert.Equal((expected, $"Telegram refused a call: {code} {description}"), (outcome.Kind, outcome.Error));
    }

    private static async Task<UpdateOutcome> SendAsync(TypedUpdateContext context)
    {
        await context.Client.SendMessage(context.Update.Message!.Chat.Id, "answer");
        return UpdateOutcome.Handled;
    }

    private static async Task<UpdateOutcome> HandleAsync(
        string update, Func<TypedUpdateContext, Task<UpdateOutcome>> handle, RecordedTelegram? telegram = null)
    {
        using var http = new HttpClient(telegram ?? new RecordedTelegram(HttpStatusCode.NotFound, "{}"), disposeHandler: false);
        var bots = new TelegramBots(new Dictionary<string, TelegramBotOptions> { ["main"] = new() { Token = "1:token" } }, http);
        var json = Encoding.UTF8.GetBytes(update);
        var job = new Job { Payload = json, Lane = "main:1", Update = json, Bot = "main" };
        var handler = new TypedUpdateHandler(new DelegatedHandler(handle), bots);
        return await handler.HandleAsync(new UpdateContext(new Delivery(job, job.Lane, fence: 1), attempt: 1), CancellationToken.None);
    }
}
