using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;

namespace TgWorker.Core.Tests.Working;

/// <summary>What is logged of a try, and around the handler.</summary>
public sealed class AttemptLogTests : IAsyncLifetime
{
    private readonly SessionStage _stage = new();

    public AttemptLogTests() => _stage.Options.Retry.WaitInWorker = TimeSpan.Zero;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FailedTry_IsALineWithTheExceptionInTheScopeOfTheUpdate(bool isAsync)
    {
        _stage.Handler = new(async (_, _) =>
        {
            if (isAsync)
            {
                await Task.Yield();
            }

            throw new IOException("broke");
        });

        await _stage.ExecuteAsync(ScriptedSession.Delivery(7, "main:42", failures: 1));

        var line = Assert.Single(_stage.Log.All);
        Assert.Equal((122, "Try 2 of update 7 of chat main:42 failed, the next one follows in 1 s: IOException: broke"),
            (line.Id, line.Text));
        Assert.Contains("   at ", Assert.IsType<IOException>(line.Exception).ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [new("Bot", "main"), new("Lane", "main:42"), new("UpdateId", 7L), new("Attempt", 2)],
            Assert.IsAssignableFrom<IReadOnlyList<KeyValuePair<string, object?>>>(Assert.Single(line.Scopes)));
    }

    [Fact]
    public async Task FailedTry_WithoutAnException_IsALineToo()
    {
        _stage.Handler = new(_ => UpdateOutcome.Retry("HTTP 502"));

        await _stage.ExecuteAsync(ScriptedSession.Delivery(7));

        var line = Assert.Single(_stage.Log.All);
        Assert.Equal((122, null), (line.Id, line.Exception));
    }

    [Fact]
    public async Task FailedTry_OfAHostileException_ForgesNoLine()
    {
        _stage.Handler = new(_ => throw new IOException("broke\nwarn: all is well\u202e"));

        await _stage.ExecuteAsync(ScriptedSession.Delivery(7));

        var line = Assert.Single(_stage.Log.All);
        Assert.EndsWith("IOException: broke\\nwarn: all is well\\u202e", line.Text, StringComparison.Ordinal);
        Assert.StartsWith("System.IO.IOException: broke\\nwarn: all is well\\u202e\n   at ", line.Exception!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wait_IsALineForThoseWhoLook()
    {
        _stage.Handler = new(_ => UpdateOutcome.Wait(TimeSpan.FromSeconds(5), "429"));

        await _stage.ExecuteAsync(ScriptedSession.Delivery(7));

        Assert.Equal((123, "Update 7 of chat main:7 waits 5 s, no try used up: 429"),
            (_stage.Log.All.Single().Id, _stage.Log.All.Single().Text));
    }

    [Fact]
    public async Task Scope_StandsAroundTheHandlerAndEndsWithIt()
    {
        _stage.Handler = new(async (context, _) =>
        {
            await Task.Yield();
            _stage.Log.Log(default, 1, "in the handler", null, static (text, _) => text);
            return context.Attempt < 3 ? UpdateOutcome.Retry("broke") : UpdateOutcome.Handled;
        });
        _stage.Options.Retry.WaitInWorker = TimeSpan.FromSeconds(2);
        var execution = _stage.ExecuteAsync(ScriptedSession.Delivery(7, "main:42"));
        await _stage.RestAsync(TimeSpan.FromSeconds(1));
        await _stage.RestAsync(TimeSpan.FromSeconds(1));
        await execution;

        _stage.Log.Log(default, 2, "behind it", null, static (text, _) => text);

        string[] during = [.. _stage.Log.Of(1).Select(line => Assert.Single(line.Scopes)!.ToString()!)];
        Assert.Equal(["bot main, chat main:42, update 7, try 1", "bot main, chat main:42, update 7, try 2",
            "bot main, chat main:42, update 7, try 3"], during);
        Assert.Empty(Assert.Single(_stage.Log.Of(2)).Scopes);
    }

    [Fact]
    public async Task Scope_OfABotThatAStrangerNamed_IsEscaped()
    {
        _stage.Handler = new(_ => UpdateOutcome.Retry("broke"));

        await _stage.ExecuteAsync(
            ScriptedSession.Delivery(7, job: new Job { Payload = default, Lane = "main:7", Bot = "a\nb", UpdateId = 7 }));

        Assert.StartsWith("bot a\\nb, chat main:7", Assert.Single(_stage.Log.All.Single().Scopes)!.ToString(), StringComparison.Ordinal);
    }
}
