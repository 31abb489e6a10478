using System.Text;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Envelopes;
using TgWorker.TestSupport;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

public class TgookFixtureTests
{
    private static readonly EnvelopeReader Reader = new(new EnvelopeOptions());

    /// <summary>Every fixture, the lane of its update, and its bot.</summary>
    private static readonly Dictionary<string, (string Lane, string Bot)> Handled = new()
    {
        ["01_text_private"] = ("main:5123456789", "main"),
        ["02_text_emoji_tg_escaped"] = ("main:4503599627370495", "main"),
        ["04_text_nasty_tg_escaped"] = ("main:-1001234567890", "main"),
        ["05_text_nasty_raw_utf8"] = ("main:-1001234567890", "main"),
        ["06_text_fake_serialize"] = ("main:5123456789", "main"),
        ["08_entities"] = ("main:-1001234567890", "main"),
        ["09_reply_nested_chat"] = ("main:-1001234567890", "main"),
        ["11_callback_with_message"] = ("main:-1001234567890", "main"),
        ["14_callback_game"] = ("main:5123456789", "main"),
        ["15_inline_query"] = ("main:4503599627370495", "main"),
        ["16_chosen_inline_result"] = ("main:5123456789", "main"),
        ["17_edited_message"] = ("main:5123456789", "main"),
        ["19_edited_channel_post"] = ("main:-1002222333344", "main"),
        ["20_business_connection"] = ("main:4503599627370495", "main"),
        ["21_business_message"] = ("main:5123456789", "main"),
        ["22_edited_business_message"] = ("main:5123456789", "main"),
        ["24_my_chat_member"] = ("main:-1001234567890", "main"),
        ["25_chat_member"] = ("main:-1001234567890", "main"),
        ["30_poll"] = ("main:poll:5303123456789012345", "main"),
        ["31_poll_answer"] = ("main:4503599627370495", "main"),
        ["32_shipping_query"] = ("main:5123456789", "main"),
        ["34_chat_boost"] = ("main:-1002222333344", "main"),
        ["37_media_group_1"] = ("main:-1001234567890", "main"),
        ["38_media_group_2"] = ("main:-1001234567890", "main"),
        ["39_forum_topic_message"] = ("main:-1009876543210", "main"),
        ["40_migrate_to_chat_id"] = ("main:-4123456789", "main"),
        ["41_migrate_from_chat_id"] = ("main:-1004445556667", "main"),
        ["43_unknown_update_kind"] = ("main:-1001234567890", "main"),
        ["53_invalid_utf8"] = ("main:7", "main"),
        ["56_lone_surrogate_escape"] = ("main:7", "main"),
        ["71_bot_slash"] = ("a%2Fb:5123456789", "a/b"),
        ["72_bot_rawslash"] = ("a%2Fb:5123456789", "a/b"),
        ["73_bot_unicode_pct"] = ("%D0%B1%D0%BE%D1%82%F0%9F%A4%96:5123456789", "бот🤖"),
        ["76_bot_trailing_slash"] = ("main%2F:5123456789", "main/"),
        ["81_bot_nul"] = ("a%00b:5123456789", "!a%00b"),
        ["82_bot_backslash_nl"] = ("a%5Cb%0Ac:5123456789", "!a%5Cb%0Ac"),
        ["84_bot_zero"] = ("0:5123456789", "0"),
    };

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["50_empty_body"] = "The job App\\Jobs\\ProcessTelegramUpdate carries no update: its body was empty.",
        ["51_invalid_json"] = "The update is not valid JSON: it ends too early.",
        ["52_not_json"] = "The update is not a JSON object.",
    };

    public static TheoryData<string> Names => [.. Fixtures.TgookNames];

    [Fact]
    public void Fixtures_All_HaveAnExpectation() =>
        Assert.Equal(Fixtures.TgookNames.Order(), Handled.Keys.Concat(Refused.Keys).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_Fixture_GivesTheBodyAndItsLaneOrAReason(string name)
    {
        var job = Reader.Read(Fixtures.TgookEntry(name));

        Assert.Equal(Refused.GetValueOrDefault(name), job.Problem);
        Assert.Equal(Fixtures.TgookEntry(name), job.Payload.ToArray());
        Assert.Equal("App\\Jobs\\ProcessTelegramUpdate", job.DisplayName);
        Assert.Equal(36, job.Uuid!.Length);
        Assert.InRange(job.PushedAt!.Value.ToUnixTimeMilliseconds(), 1795220237_000, 1795220239_000);
        Assert.False(job.IsRetry);
        if (Handled.TryGetValue(name, out var expected))
        {
            Assert.Equal(Body(name), Encoding.UTF8.GetString(job.Update.Span));
            Assert.Equal(expected, (job.Lane, job.Bot));
        }
        else
        {
            Assert.True(job.Update.IsEmpty);
            Assert.Equal(("!entry:" + job.Uuid, "main"), (job.Lane, job.Bot));
        }
    }

    [Fact]
    public void Read_ForumTopicOrderedByTopic_HasALaneOfItsOwn()
    {
        var reader = new EnvelopeReader(new EnvelopeOptions { OrderBy = OrderBy.Topic });

        Assert.Equal("main:-1009876543210:5", reader.Read(Fixtures.TgookEntry("39_forum_topic_message")).Lane);
        Assert.Equal("main:-1001234567890", reader.Read(Fixtures.TgookEntry("09_reply_nested_chat")).Lane);
    }

    // Decoding replaces each byte that is not UTF-8 by U+FFFD, as tgook did in 53. Elsewhere it changes nothing.
    private static string Body(string name) => Encoding.UTF8.GetString(Fixtures.TgookBody(name));
}
