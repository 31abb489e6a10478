using System.Reflection;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;
using Telegram.Bot.Types;
using TgWorker.Testing;
using TgWorker.Testing.Answering;

namespace TgWorker.Bots.Tests.Testing;

/// <summary>The test kit's usual answers: Telegram.Bot must read one for every method of the Bot API that it has.</summary>
public sealed class EveryMethodTests : IAsyncLifetime
{
    private readonly BotTest _test = new();

    public static TheoryData<string> Requests { get; } = [.. BotApiMethods.Requests().Select(request => request.Request.FullName!)];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public void Requests_AreAllOfTheBotApi() => Assert.InRange(Requests.Count, 190, 500);

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Call_NobodySaidWhatToAnswer_IsAnsweredAsTelegramBotWantsIt(string name)
    {
        var type = typeof(ITelegramBotClient).Assembly.GetType(name)!;
        var request = (IRequest)Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(property => property.CanWrite))
        {
            Fill(request, property);
        }

        object? answer = null;
        _test.Routes.OnText(async (ITelegramBotClient bot) => { answer = await SendAsync(bot, request); });

        var handled = await _test.FeedAsync(TestUpdate.Text("x"), attempt: 1);

        Assert.Null(handled.Exception);
        Assert.Equal(request.MethodName, Assert.Single(handled.Calls).Method);
        Assert.NotNull(answer);
    }

    private static void Fill(IRequest request, PropertyInfo property)
    {
        object? value = property.Name is "InlineMessageId" or "FileId" ? "some-id"
            : property.PropertyType == typeof(ChatId) ? new ChatId(-100)
            : property.PropertyType == typeof(InputFile) ? InputFile.FromFileId("some-file")
            : property.PropertyType == typeof(InputFileStream) ? InputFile.FromStream(new MemoryStream([1]), "file.bin")
            : property.PropertyType.IsEnum && property.Name is not "ParseMode"
                ? Enum.GetValues(property.PropertyType).Cast<object>().First(member => Convert.ToInt64(member, null) != 0)
            : null;
        if (value is not null)
        {
            property.SetValue(request, value);
        }
    }

    private static async Task<object?> SendAsync(ITelegramBotClient bot, IRequest request)
    {
        var result = request.GetType().GetInterfaces()
            .First(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IRequest<>)).GetGenericArguments()[0];
        var send = typeof(ITelegramBotClient).GetMethod(nameof(ITelegramBotClient.SendRequest))!.MakeGenericMethod(result);
        var call = (Task)send.Invoke(bot, [request, CancellationToken.None])!;
        await call;
        return call.GetType().GetProperty("Result")!.GetValue(call);
    }
}
