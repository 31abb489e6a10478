using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Core.Tests.Updates;

public class LaneKeyTests
{
    [Theory]
    [InlineData("message", """{"from":{"id":1},"chat":{"id":-2}}""", ":-2")]
    [InlineData("edited_message", """{"chat":{"type":"x","id":-2},"from":{"id":1}}""", ":-2")]
    [InlineData("channel_post", """{"sender_chat":{"id":-3},"chat":{"id":-2}}""", ":-2")]
    [InlineData("business_connection", """{"id":"a","user":{"id":1},"user_chat_id":7}""", ":7")]
    [InlineData("deleted_business_messages", """{"business_connection_id":"a","chat":{"id":8},"message_ids":[1]}""", ":8")]
    [InlineData("message_reaction", """{"chat":{"id":-2},"message_id":1,"user":{"id":1}}""", ":-2")]
    [InlineData("message_reaction_count", """{"chat":{"id":-2},"message_id":1}""", ":-2")]
    [InlineData("inline_query", """{"id":"9","from":{"id":1},"query":""}""", ":1")]
    [InlineData("chosen_inline_result", """{"result_id":"9","from":{"id":1}}""", ":1")]
    [InlineData("callback_query", """{"id":"9","from":{"id":1},"message":{"from":{"id":5},"chat":{"id":-2}}}""", ":-2")]
    [InlineData("callback_query", """{"id":"9","from":{"id":1},"inline_message_id":"a"}""", ":1")]
    [InlineData("shipping_query", """{"id":"9","from":{"id":1}}""", ":1")]
    [InlineData("pre_checkout_query", """{"id":"9","from":{"id":1}}""", ":1")]
    [InlineData("purchased_paid_media", """{"from":{"id":1},"paid_media_payload":"x"}""", ":1")]
    [InlineData("poll", """{"id":"77","question":"?","options":[]}""", ":poll:77")]
    [InlineData("poll_answer", """{"poll_id":"77","voter_chat":{"id":-4},"user":{"id":1}}""", ":-4")]
    [InlineData("poll_answer", """{"poll_id":"77","user":{"id":1}}""", ":1")]
    [InlineData("my_chat_member", """{"chat":{"id":-2},"from":{"id":1},"old_chat_member":{"user":{"id":6}}}""", ":-2")]
    [InlineData("chat_join_request", """{"user_chat_id":1,"chat":{"id":-2},"from":{"id":1}}""", ":-2")]
    [InlineData("chat_boost", """{"boost":{"source":{"user":{"id":1}}},"chat":{"id":-2}}""", ":-2")]
    [InlineData("removed_chat_boost", """{"chat":{"id":-2},"source":{"user":{"id":1}}}""", ":-2")]
    [InlineData("guest_message",
        """{"message_id":1,"guest_query_id":"9","chat":{"id":-2},"from":{"id":1},"guest_bot_caller_user":{"id":5}}""", ":-2")]
    [InlineData("managed_bot", """{"user":{"id":1},"bot":{"id":5}}""", ":1")]
    [InlineData("subscription", """{"user":{"id":1},"invoice_payload":"x","state":"active"}""", ":1")]
    [InlineData("not_yet_invented", """{"id":"77"}""", ":update:10")]
    [InlineData("not_yet_invented", "[1,[2]]", ":update:10")]
    [InlineData("message", """{"reply_to_message":{"chat":{"id":-9},"from":{"id":8}},"chat":{"id":-2,"pinned":{"id":3}}}""", ":-2")]
    [InlineData("message", """{"\u0063hat":{"\u0069d":-2}}""", ":-2")]
    [InlineData("message", """{"chat":{"id":-1},"chat":{"id":-2}}""", ":-2")]
    [InlineData("message", """{"chat":{"id":4.5035996273705e+15}}""", ":4503599627370500")]
    [InlineData("message", """{"chat":{"id":"-2"},"from":{"id":1}}""", ":1")]
    [InlineData("message", """{"chat":[-2],"from":null}""", ":update:10")]
    [InlineData("poll", """{"id":"colon:and space"}""", ":update:10")]
    public void Lane_ByChat_IsTheChatElseTheUserElseThePollElseTheUpdate(string kind, string body, string lane) =>
        Assert.Equal(lane, Lane(OrderBy.Chat, kind, body));

    [Theory]
    [InlineData(OrderBy.Topic, "message", """{"chat":{"id":-2},"message_thread_id":5,"is_topic_message":true}""", ":-2:5")]
    [InlineData(OrderBy.Topic, "message", """{"chat":{"id":-2},"message_thread_id":5}""", ":-2")]
    [InlineData(OrderBy.Topic, "callback_query", """{"message":{"is_topic_message":true,"message_thread_id":5,"chat":{"id":-2}}}""",
        ":-2:5")]
    [InlineData(OrderBy.Topic, "message",
        """{"chat":{"id":-2},"reply_to_message":{"message_thread_id":5,"is_topic_message":true}}""", ":-2")]
    [InlineData(OrderBy.User, "message", """{"chat":{"id":-2},"from":{"id":1}}""", ":1")]
    [InlineData(OrderBy.User, "message_reaction", """{"chat":{"id":-2},"user":{"id":1}}""", ":1")]
    [InlineData(OrderBy.User, "channel_post", """{"chat":{"id":-2}}""", ":-2")]
    [InlineData(OrderBy.User, "callback_query", """{"from":{"id":1},"message":{"from":{"id":5},"chat":{"id":-2}}}""", ":1")]
    [InlineData(OrderBy.None, "message", """{"chat":{"id":-2},"from":{"id":1}}""", ":update:10")]
    public void Lane_OtherwiseOrdered_FollowsTheOption(OrderBy orderBy, string kind, string body, string lane) =>
        Assert.Equal(lane, Lane(orderBy, kind, body));

    [Fact]
    public void Lane_UpdateWithoutAnyId_IsTheEntrysOwn()
    {
        var first = Read(OrderBy.Chat, """{"update_id":1,"update_id":2,"x":{}}""");
        Assert.Equal(":update:2", first.Lane);
        Assert.Equal("!entry:u-1", LaneKey.OfEntry(new EntryId("\"u-1\""u8, new(1, 3, false))));
        Assert.Equal("!entry:sha256-2d711642b726b04401627ca9fbac32f5", LaneKey.OfEntry(new EntryId("x"u8, default)));
    }

    [Fact]
    public void Lane_LongBotName_IsBoundedAndPrintable()
    {
        var lane = LaneKey.Of(OrderBy.None, new BotName(new byte[5000]), new UpdateHead { UpdateId = 1 }, []);

        Assert.InRange(lane.Length, 1, 200);
        Assert.All(lane, character => Assert.InRange(character, '!', '~'));
    }

    [Theory]
    [InlineData("""{"update_id":"1"}""", "The update's update_id is not a whole number.")]
    [InlineData("""{"update_id":1.5}""", "The update's update_id is not a whole number.")]
    [InlineData("""{"update_id":1} x""", "The update is not valid JSON: byte 16 cannot stand there.")]
    [InlineData("[]", "The update is not a JSON object.")]
    [InlineData("", "The update is not a JSON object.")]
    public void TryRead_NoUpdate_SaysWhy(string json, string problem)
    {
        Assert.False(UpdateScanner.TryRead(Encoding.UTF8.GetBytes(json), out _, out var actual));
        Assert.Equal(problem, actual);
    }

    [Fact]
    public void TryRead_DeepNesting_IsRefusedWithoutRecursion()
    {
        var bomb = Encoding.UTF8.GetBytes("""{"a":""" + new string('[', 1_000_000));

        Assert.False(UpdateScanner.TryRead(bomb, out _, out var problem));
        Assert.Equal("The update is nested deeper than 256 levels.", problem);
    }

    [Theory]
    [InlineData(OrderBy.Chat, "callback_query",
        """{"from":{"id":7},"message":{"chat":{"id":-5},"message_thread_id":3,"is_topic_message":true}}""", ":-5:callback_query")]
    [InlineData(OrderBy.Topic, "callback_query",
        """{"from":{"id":7},"message":{"chat":{"id":-5},"message_thread_id":3,"is_topic_message":true}}""", ":-5:callback_query")]
    [InlineData(OrderBy.User, "callback_query", """{"from":{"id":7},"message":{"chat":{"id":-5}}}""", ":7:callback_query")]
    [InlineData(OrderBy.None, "callback_query", """{"from":{"id":7}}""", ":update:10")]
    [InlineData(OrderBy.Chat, "inline_query", """{"from":{"id":7}}""", ":7:inline_query")]
    [InlineData(OrderBy.Chat, "shipping_query", """{"from":{"id":7}}""", ":7:shipping_query")]
    [InlineData(OrderBy.Chat, "pre_checkout_query", """{"from":{"id":7}}""", ":7:pre_checkout_query")]
    [InlineData(OrderBy.Chat, "message", """{"from":{"id":7},"chat":{"id":7}}""", ":7")]
    [InlineData(OrderBy.Chat, "chosen_inline_result", """{"from":{"id":7}}""", ":7")]
    public void Of_QueriesThatExpireHaveTheirOwn_ByKind(OrderBy orderBy, string kind, string body, string lane)
    {
        var reader = new EnvelopeReader(new EnvelopeOptions { OrderBy = orderBy, Queries = QueryLanes.Own });

        Assert.Equal(lane, reader.Read(Encoding.UTF8.GetBytes($$"""{"update_id":10,"{{kind}}":{{body}}}""")).Lane);
    }

    private static string Lane(OrderBy orderBy, string kind, string body) =>
        Read(orderBy, $$"""{"update_id":10,"{{kind}}":{{body}}}""").Lane;

    private static Job Read(OrderBy orderBy, string update)
    {
        var job = new EnvelopeReader(new EnvelopeOptions { OrderBy = orderBy }).Read(Encoding.UTF8.GetBytes(update));
        Assert.Null(job.Problem);
        return job;
    }
}
