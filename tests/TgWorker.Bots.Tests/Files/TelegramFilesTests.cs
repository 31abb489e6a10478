using Telegram.Bot;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Files;

public sealed class TelegramFilesTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Theory]
    [InlineData(1000, 1000, null)]
    [InlineData(1001, 1001, "The file has 1,001 bytes, and at most 1,000 bytes are taken.")]
    [InlineData(10, 1001, "The file has more than the 1,000 bytes that are taken.")]
    [InlineData(null, 5_000_000, "The file has more than the 1,000 bytes that are taken.")]
    public async Task Download_ByItsSize_ComesOrIsAFailedJob(int? said, int size, string? error)
    {
        _test.Telegram.AddFile("doc", new byte[size]);
        byte[]? got = null;
        _test.Routes.OnDocument(async (Message message, ITelegramBotClient bot, CancellationToken stop) =>
        {
            got = await bot.DownloadAsync(message.Document!, 1000, stop);
        });

        var handled = await _test.FeedAsync(TestUpdate.Message(
            new { document = said is null ? (object)new { file_id = "doc", file_unique_id = "d" }
                : new { file_id = "doc", file_unique_id = "d", file_size = said } }));

        Assert.Equal(error, handled.Outcome.Error);
        Assert.Equal(error is null ? OutcomeKind.Handled : OutcomeKind.Fail, handled.Outcome.Kind);
        Assert.Equal(error is null ? size : null, got?.Length);
    }

    [Theory]
    [InlineData(100, OutcomeKind.Handled)]
    [InlineData(101, OutcomeKind.Fail)]
    public async Task Upload_ByItsSize_IsSentOrAFailedJobBeforeItIsSent(int size, OutcomeKind outcome)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, new byte[size]);
        _test.Routes.OnCommand("menu", (UpdateContext context, ITelegramBotClient bot) =>
            bot.UploadAsync(path, file => bot.SendDocument(context.View.ChatId!, file), most: 100));

        var handled = await _test.FeedAsync(TestUpdate.Text("/menu"));

        Assert.Equal(outcome, handled.Outcome.Kind);
        Assert.Equal(outcome == OutcomeKind.Handled ? 1 : 0, handled.Calls.Count);
        File.Delete(path);
    }
}
