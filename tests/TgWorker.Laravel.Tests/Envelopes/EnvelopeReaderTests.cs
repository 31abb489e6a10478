using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Laravel.Envelopes;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

public class EnvelopeReaderTests
{
    private const string Data = "\"data\":{\"update\":{\"update_id\":1}}";

    [Theory]
    [InlineData("""{"update_id":3,"message":{"chat":{"id":5}}}""", "", """{"update_id":3,"message":{"chat":{"id":5}}}""")]
    [InlineData("""{"job":"A@b","data":{"bot_id":"x","update":{"update_id":3}}}""", "x", """{"update_id":3}""")]
    [InlineData("""{"job":"A@b","data":{"update":"{\"update_id\":3,\"a\":\"\u00e9\"}","botId":7}}""", "7", """{"update_id":3,"a":"é"}""")]
    [InlineData("""{"job":"A@b","data":{"update_id":3,"poll":{}}}""", "", """{"update_id":3,"poll":{}}""")]
    [InlineData("""{"job":"A@b","data":["main",{"update_id":3}]}""", "", """{"update_id":3}""")]
    [InlineData("""{"job":"A@b","data":{"body":"{\"update_id\":3}","bot":"x"}}""", "x", """{"update_id":3}""")]
    [InlineData("""{"job":"A@b","data":"{\"update_id\":3}"}""", "", """{"update_id":3}""")]
    [InlineData("""{"bot_id":"x","update":{"update_id":3}}""", "x", """{"update_id":3}""")]
    [InlineData("""{"job":"A@b","update_id":3}""", "", """{"job":"A@b","update_id":3}""")]
    [InlineData("""{"job":"A@b","data":{"a":{"update_id":1},"update":{"update_id":3}}}""", "", """{"update_id":3}""")]
    [InlineData("""{"job":"A@b","data":{"command":1},"data":{"update":{"update_id":3}}}""", "", """{"update_id":3}""")]
    public void Read_UpdateWithoutCommand_IsFound(string entry, string bot, string update)
    {
        var job = Read(entry);

        Assert.Null(job.Problem);
        Assert.Equal(update, Encoding.UTF8.GetString(job.Update.Span));
        Assert.Equal((bot, 3L), (job.Bot, job.UpdateId));
    }

    [Theory]
    [InlineData("", "The entry is not valid JSON: it ends too early.")]
    [InlineData("not json", "The entry is not valid JSON: byte 0 cannot stand there.")]
    [InlineData("{\"a\":1}x", "The entry is not valid JSON: byte 7 cannot stand there.")]
    [InlineData("[1,2]", "The entry is JSON, but not an object.")]
    [InlineData("{}", "The job (unnamed) carries no update in its data.")]
    [InlineData("""{"displayName":"A","job":"A@b","data":[]}""", "The job A carries no update in its data.")]
    [InlineData("""{"displayName":"A","job":"A@b","data":{}}""", "The job A carries no update in its data.")]
    [InlineData("""{"job":"A@b","data":{"update":"secret text"}}""", "The update is not a JSON object.")]
    [InlineData("""{"bot_id":"x","update":{"version":"1.2"}}""", "The update has no update_id, so it is none of Telegram's.")]
    [InlineData("""{"bot_id":"x","update":"{}"}""", "The update has no update_id, so it is none of Telegram's.")]
    [InlineData("""{"data":{"command":"\ud800"}}""", "The entry is not valid JSON: byte 20 cannot stand there.")]
    public void Read_NoUpdate_SaysWhy(string entry, string problem)
    {
        var job = Read(entry);

        Assert.Equal(problem, job.Problem);
        Assert.True(job.Update.IsEmpty);
        Assert.Matches("^!entry:sha256-[0-9a-f]{32}$", job.Lane);
    }

    [Fact]
    public void Read_NestingBomb_IsRefused() =>
        Assert.Equal("The entry is nested deeper than 256 levels.", Read("{\"a\":" + new string('[', 1_000_000)).Problem);

    [Theory]
    [InlineData("2", 2)]
    [InlineData("\"2\"", 2)]
    [InlineData("2.0", 2)]
    [InlineData("-1", 0)]
    [InlineData("null", 0)]
    [InlineData("[]", 0)]
    [InlineData("1e30", 0)]
    [InlineData("99999999999", int.MaxValue)]
    [InlineData("1,\"attempts\":2", 2)]
    public void Attempts_NumberOrText_IsRead(string value, int expected) =>
        Assert.Equal(expected, Read($$"""{"attempts":{{value}},{{Data}}}""").Attempts);

    [Theory]
    [InlineData("3", "3")]
    [InlineData("\"1,5,10\"", "1 5 10")]
    [InlineData("\"1, 0.5\"", "1 0.5")]
    [InlineData("[1,\"2\"]", "1 2")]
    [InlineData("[1,[3],2]", "1")]
    [InlineData("-4", "0")]
    [InlineData("1e300", "1000000000")]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Backoff_EveryForm_IsRead(string value, string? expected)
    {
        var backoff = Read($$"""{"backoff":{{value}},{{Data}}}""").Backoff;

        Assert.Equal(expected, backoff is null ? null
            : string.Join(' ', backoff.Select(delay => FormattableString.Invariant($"{delay.TotalSeconds}"))));
    }

    [Theory]
    [InlineData("\"1795220237.5618\"", 17952202375618000)]
    [InlineData("1795220237", 17952202370000000)]
    [InlineData("1795221174.198", 17952211741980000)]
    [InlineData("1.795220237e9", 17952202370000000)]
    [InlineData("\"0.12345678\"", 1234567L)]
    [InlineData("\"\"", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("1.2.3", null)]
    [InlineData("-5", null)]
    [InlineData("1e300", null)]
    [InlineData("99999999999999999999999", null)]
    public void PushedAt_EveryForm_IsReadToTheTick(string value, long? ticks)
    {
        var entry = $$"""{"pushedAt":{{value}},{{Data}}}""";
        if (value == "1.2.3")
        {
            entry = entry.Replace(value, "\"1.2.3\"", StringComparison.Ordinal);
        }

        Assert.Equal(ticks, Read(entry).PushedAt?.Subtract(DateTimeOffset.UnixEpoch).Ticks);
    }

    [Fact]
    public void Read_BrokenEntry_KeepsWhatCouldBeRead()
    {
        var job = Read("""{"id":"u1","attempts":2,"displayName":"A","data":{"x""");

        Assert.Equal("The entry is not valid JSON: it ends too early.", job.Problem);
        Assert.Equal(("u1", 2, "A", "!entry:u1"), (job.Uuid, job.Attempts, job.DisplayName, job.Lane));
    }

    [Fact]
    public void Read_OtherFields_AreRead()
    {
        var job = Read($$"""
            {"tags":{},"createdAt":12,"id":"the-\u0069d","displayName":"A\\B","retry_of":"old","timeout":"90","maxTries":0,
             "maxExceptions":"2","failOnTimeout":1,"retryUntil":1.7e9,"silenced":false,{{Data}}}
            """);

        Assert.Equal(("the-id", "A\\B", "old", true), (job.Uuid, job.DisplayName, job.RetryOf, job.IsRetry));
        Assert.Equal((TimeSpan.FromSeconds(90), 0, 2, true), (job.Timeout!.Value, job.MaxTries, job.MaxExceptions, job.FailOnTimeout));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(12), job.PushedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), job.RetryUntil);
    }

    [Fact]
    public void Update_ReadByManyThreads_IsTheSame()
    {
        var job = Read("""{"job":"A@b","data":{"update":"{\"update_id\":3}"}}""");
        var updates = new string[64];

        Parallel.For(0, updates.Length, index => updates[index] = Encoding.UTF8.GetString(job.Update.Span));

        Assert.All(updates, update => Assert.Equal("""{"update_id":3}""", update));
    }

    private static Job Read(string entry) => new EnvelopeReader(AnyClass.Options).Read(Encoding.UTF8.GetBytes(entry));
}
