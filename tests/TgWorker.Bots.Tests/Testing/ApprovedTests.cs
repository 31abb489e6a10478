using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Testing;

/// <summary>Conversations as text, and texts that were approved.</summary>
public sealed class ApprovedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tgworker-approved-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Transcript_Conversation_ShowsBothSidesAndHowEachUpdateEnded()
    {
        await using var test = BotTest.Of<SurveyBot.SurveyBot>();
        test.Telegram.On("sendMessage", call => call.Text == "Never mind.").Refuse(429, "Too Many Requests", retryAfter: 15);
        await test.FeedAsync(TestUpdate.Text("/survey", 7), TestUpdate.Text("Ada", 7), TestUpdate.Text("36", 7),
            TestUpdate.Text("/skip", 7), TestUpdate.Button("stars:4", 7), TestUpdate.Text("/cancel", 7));

        Assert.Equal(
            """
            7: /survey
              sendMessage: What is your name?
            7: Ada
              sendMessage: How old are you?
            7: 36
              sendMessage: Show us some photos, all in one message. Or /skip.
            7: /skip
              sendMessage: How do you like it?
                [★](stars:1) [★★](stars:2) [★★★](stars:3) [★★★★](stars:4) [★★★★★](stars:5)
            7: [stars:4]
              answerCallbackQuery
              sendMessage: Thank you, Ada! Average: 4.0
            7: /cancel
              sendMessage: Never mind.
              = Wait after 15 s: Telegram refused sendMessage: 429 Too Many Requests

            """.ReplaceLineEndings("\n"),
            test.Transcript);
    }

    [Fact]
    public void Check_NothingApprovedYet_WritesWhatCameOutAndSaysHowToApproveIt()
    {
        var told = Assert.Throws<NotApprovedException>(() => Check("one\ntwo\n"));

        Assert.Contains("rename it to talk.approved.txt if it is right", told.Message, StringComparison.Ordinal);
        Assert.Equal("one\ntwo\n", File.ReadAllText(Path.Combine(_folder, "talk.received.txt")));
    }

    [Fact]
    public void Check_Approved_PassesWhateverTheLineEnds()
    {
        File.WriteAllText(Path.Combine(_folder, "talk.approved.txt"), "one\r\ntwo");
        File.WriteAllText(Path.Combine(_folder, "talk.received.txt"), "old");

        Check("one\ntwo\n");

        Assert.False(File.Exists(Path.Combine(_folder, "talk.received.txt")));
    }

    [Fact]
    public void Check_Differs_ShowsTheFirstLineThatDoes()
    {
        File.WriteAllText(Path.Combine(_folder, "talk.approved.txt"), "one\ntwo\n");

        Assert.StartsWith("Line 2 was approved as 'two' and is '2'.", Assert.Throws<NotApprovedException>(() => Check("one\n2\n")).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("Line 2 was approved as 'two' and is '(none)'.", Assert.Throws<NotApprovedException>(() => Check("one")).Message,
            StringComparison.Ordinal);
    }

    private void Check(string text) => Approved.Check(text, "talk", Path.Combine(_folder, "Tests.cs"));
}
