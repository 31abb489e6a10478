using Telegram.Bot.Exceptions;
using TgWorker.Bots.Broadcasts;
using TgWorker.Core.Broadcasts;

namespace TgWorker.Bots.Tests.Broadcasts;

public sealed class BroadcastVerdictTests
{
    [Theory]
    [InlineData(403, "Forbidden: bot was blocked by the user", 1, BroadcastResult.Gone, false)]
    [InlineData(400, "Bad Request: chat not found", 1, BroadcastResult.Failed, false)]
    [InlineData(400, "Bad Request: can't parse entities", 1, BroadcastResult.Failed, false)]
    [InlineData(403, "Forbidden", 1, BroadcastResult.Failed, false)]
    [InlineData(401, "Unauthorized", 1, BroadcastResult.Failed, true)]
    [InlineData(404, "Not Found", 1, BroadcastResult.Failed, true)]
    [InlineData(429, "Too Many Requests: retry after 3", 1, null, false)]
    [InlineData(429, "Too Many Requests: retry after 3", 99, null, false)]
    [InlineData(502, "Bad Gateway", 4, null, false)]
    [InlineData(502, "Bad Gateway", 5, BroadcastResult.Failed, false)]
    public void Of_WhatTelegramSays_MeansForTheRecipient(int code, string description, int attempt, BroadcastResult? result, bool pauses)
    {
        var verdict = BroadcastVerdict.Of(
            new TelegramRefusalException("sendMessage", "7", new ApiRequestException(description, code)), attempt);

        Assert.Equal((result, pauses), (verdict?.Result, verdict?.Pauses ?? false));
    }

    [Fact]
    public void Of_NoAnswer_IsTriedAgainAFewTimes()
    {
        Assert.Null(BroadcastVerdict.Of(new RequestException("no answer"), 4));
        Assert.Equal(BroadcastResult.Failed, BroadcastVerdict.Of(new RequestException("no answer"), 5)?.Result);
        Assert.Null(BroadcastVerdict.Of(new InvalidOperationException("a bug"), 5));
    }
}
