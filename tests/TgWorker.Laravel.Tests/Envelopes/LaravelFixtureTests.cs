using System.Text;
using System.Text.Json.Nodes;
using TgWorker.Laravel.Envelopes;
using TgWorker.TestSupport;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

public class LaravelFixtureTests
{
    private static readonly EnvelopeReader Reader =
        new(new EnvelopeOptions { AppKeys = [LaravelKeys.OfFixtures], JobClasses = JobClasses.Parse(["*"]) });

    /// <summary>The updates by the last part of a fixture's name: lane, update id, length.</summary>
    private static readonly Dictionary<string, (string Lane, long UpdateId, int Length)> Updates = new()
    {
        ["callback_query"] = ("main:1111111", 912345679, 527),
        ["channel_post"] = ("main:-1009876543210", 912345682, 276),
        ["edited_message"] = ("main:-1001234567890", 912345681, 261),
        ["forum_topic_message"] = ("main:-1002233445566", 912345685, 579),
        ["message_text"] = ("main:6123456789", 912345678, 607),
        ["my_chat_member"] = ("main:1111111", 912345683, 423),
        ["negative_chat_id"] = ("main:-1009007199254", 2147483647, 264),
        ["photo_media_group"] = ("main:1111111", 912345684, 528),
        ["poll_answer"] = ("main:1111111", 912345686, 162),
    };

    /// <summary>Entries that carry no update.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["c_batch.0"] = "The job App\\Jobs\\NoopJob is part of a batch, of which only PHP can keep count: PHP gets it when "
            + "Laravel:Foreign is php and it is retried.",
        ["c_chain"] = "The job App\\Jobs\\PlainJob has 2 more chained behind it, which only PHP can start: PHP gets it when "
            + "Laravel:Foreign is php and it is retried.",
        ["c_private_props_nul"] = "The job App\\Jobs\\VisJob carries no update.",
        ["c_pushraw"] = "The job Raw carries no update in its data.",
        ["c_unicode"] = "The job App\\Jobs\\PlainJob carries no update.",
    };

    /// <summary>Entries that carry the text message in other ways.</summary>
    private static readonly HashSet<string> TextMessages =
    [
        "c_encrypted", "c_later_30s", "c_object_reserved", "c_opts", "c_plain_class_method",
        "c_released_attempt1_in_delayed", "c_released_attempt3_in_list", "c_reserved_attempt1", "c_unique",
    ];

    public static TheoryData<string> Names => [.. Fixtures.LaravelNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_Fixture_GivesItsUpdateOrAReason(string path)
    {
        var name = Path.GetFileName(path);
        var job = Reader.Read(Fixtures.LaravelEntry(path));

        Assert.Equal(Refused.GetValueOrDefault(name), job.Problem);
        Assert.Equal((string?)Envelope(path)["uuid"], job.Uuid);
        Assert.Equal((string?)Envelope(path)["displayName"], job.DisplayName);
        Assert.Equal((int)Envelope(path)["attempts"]!, job.Attempts);
        if (job.Problem is not null)
        {
            Assert.True(job.Update.IsEmpty);
            Assert.Equal("!entry:" + job.Uuid, job.Lane);
            return;
        }

        var kind = TextMessages.Contains(name) ? "message_text" : name[(name.IndexOf('_', 2) + 1)..];
        var update = Encoding.UTF8.GetString(job.Update.Span);
        Assert.Equal((Updates[kind].Lane, Updates[kind].UpdateId, "main"), (job.Lane, job.UpdateId!.Value, job.Bot));
        if (name == "c_plain_class_method")
        {
            // Here the update is no string but part of the entry's own JSON, as PHP wrote it.
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(update), JsonNode.Parse(Original(kind))), update);
        }
        else
        {
            Assert.Equal(Updates[kind].Length, job.Update.Length);
            Assert.Equal(Original(kind), update);
        }
    }

    [Theory]
    [InlineData("laravel-11.56/c_opts", 1795221773)]
    [InlineData("laravel-11.29-horizon-5.29.1/c_opts", 1795221774)]
    [InlineData("laravel-13.26/c_opts", 1795221774)]
    public void Read_JobWithOptions_HasThem(string path, long retryUntil)
    {
        var job = Reader.Read(Fixtures.LaravelEntry(path));

        Assert.Equal(5, job.MaxTries);
        Assert.Equal(3, job.MaxExceptions);
        Assert.Equal(TimeSpan.FromSeconds(45), job.Timeout);
        Assert.True(job.FailOnTimeout);
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)], job.Backoff!);
        Assert.Equal(retryUntil, job.RetryUntil!.Value.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("laravel-11.56/c_released_attempt1_in_delayed", true)]
    [InlineData("laravel-11.56/c_later_30s", false)]
    public void IsRetry_EntryALaravelWorkerTried_IsTrue(string path, bool expected) =>
        Assert.Equal(expected, Reader.Read(Fixtures.LaravelEntry(path)).IsRetry);

    private static JsonNode Envelope(string path) => JsonNode.Parse(Fixtures.LaravelEntry(path))!;

    // What a job with the update as a plain string carries, found by System.Text.Json and no code of ours.
    private static string Original(string kind)
    {
        var command = (string)Envelope($"laravel-11.56/a_stubraw_{kind}")["data"]!["command"]!;
        var start = command.IndexOf("{\"update_id\"", StringComparison.Ordinal);
        var end = command.LastIndexOf("\";s:5:\"queue\"", StringComparison.Ordinal);
        return command[start..end];
    }
}
