using Microsoft.Extensions.DependencyInjection;
using Telegram.Bot.Requests;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using TgWorker.Core.Handling;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Broadcasts;

/// <summary>Files of a broadcast that come from streams are uploaded once, and sent by file_id.</summary>
public sealed class FirstUploadTests : IAsyncLifetime
{
    private const long Mine = 99;

    private static readonly long[] Audience = [7, 8];

    private readonly BotTest _test = new();
    private readonly IBroadcasts _broadcasts;

    public FirstUploadTests()
    {
        _test.Routes.OnFallback((UpdateContext _) => UpdateOutcome.Handled);
        _test.Build();
        _broadcasts = _test.Services.BuildServiceProvider().GetRequiredService<IBroadcasts>();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    public static TheoryData<IRequest, long?, string> Refused => new()
    {
        { new SendPhotoRequest { ChatId = 0, Photo = File() }, null, "give UploadTo" },
        { new SendLivePhotoRequest { ChatId = 0, LivePhoto = File(), Photo = "F" }, Mine, "by file_id or URL in a broadcast" },
    };

    [Fact]
    public async Task Photo_FromAStream_IsUploadedOnceAndSentByTheLargestSizesFileId()
    {
        _test.Telegram.Answer("sendPhoto", Message(1, new { photo = new[] { Sized("small", 90), Sized("large", 900) } }));

        await StartAsync(new SendPhotoRequest { ChatId = 0, Photo = File(), Caption = "Hi {name}" });
        await _test.PassAsync(TimeSpan.Zero);

        Assert.Equal([Mine, 7, 8], _test.Telegram.Calls.Select(call => call.ChatId!.Value));
        Assert.Equal(["large", "large"], _test.Telegram.Calls.Skip(1).Select(call => call["photo"]));
        Assert.Equal("cat.png", _test.Telegram.Calls[0]["0"]);
    }

    [Fact]
    public async Task Album_WithSomeFromStreams_IsSentByFileIdsInItsOrder()
    {
        _test.Telegram.Answer("sendMediaGroup", new[]
        {
            Message(1, new { photo = new[] { Sized("P", 900) } }), Message(2, new { video = new { file_id = "other" } }),
            Message(3, new { video = new { file_id = "V", file_unique_id = "V", width = 1, height = 1, duration = 1 } }),
        });

        await StartAsync(new SendMediaGroupRequest
        {
            ChatId = 0,
            Media =
            [
                new InputMediaPhoto(File()), new InputMediaVideo(InputFile.FromFileId("mine")),
                new InputMediaVideo(File()) { Thumbnail = File() },
            ],
        });
        await _test.PassAsync(TimeSpan.Zero);

        Assert.Equal(3, _test.Telegram.Calls.Count);
        var media = System.Text.Json.JsonElement.Parse(_test.Telegram.Calls[2]["media"]!).EnumerateArray().ToList();
        Assert.Equal(["P", "mine", "V"], media.Select(its => its.GetProperty("media").GetString()));
        Assert.DoesNotContain(media, its => its.TryGetProperty("thumbnail", out _));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Start_WhatCannotBeUploaded_IsToldBeforeAnythingIsSent(IRequest request, long? uploadTo, string problem)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(request, uploadTo));

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.Empty(_test.Telegram.Calls);
    }

    [Fact]
    public async Task Start_TelegramRefusesTheUpload_StartsNothing()
    {
        _test.Telegram.Refuse("sendPhoto", 400, "Bad Request: IMAGE_PROCESS_FAILED");

        await Assert.ThrowsAsync<TelegramRefusalException>(() => StartAsync(new SendPhotoRequest { ChatId = 0, Photo = File() }));

        Assert.Empty(await _broadcasts.ListAsync());
    }

    [Fact]
    public async Task Start_TelegramMadeSomethingElseOfTheFile_SaysSo()
    {
        _test.Telegram.Answer("sendVideo", Message(1, new { animation = new { file_id = "A" } }));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(new SendVideoRequest { ChatId = 0, Video = File() }));

        Assert.Contains("made no video of the file", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _broadcasts.ListAsync());
    }

    private Task<Broadcast> StartAsync(IRequest request, long? uploadTo = Mine) => _broadcasts.StartAsync(
        new BroadcastPlan { Bot = "main", Request = request, UploadTo = uploadTo }, Audience.ToAsyncEnumerable());

    private static InputFileStream File() => new(new MemoryStream([1, 2, 3]), "cat.png");

    private static object Sized(string id, int width) => new { file_id = id, file_unique_id = id, width, height = width };

    private static Dictionary<string, object> Message(int id, object content) => content.GetType().GetProperties()
        .ToDictionary(its => its.Name, its => its.GetValue(content)!).Concat(new Dictionary<string, object>
        {
            ["message_id"] = id, ["date"] = 1, ["chat"] = new { id = Mine, type = "private" },
        }).ToDictionary(its => its.Key, its => its.Value);
}
