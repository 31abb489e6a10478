using System.Text;
using System.Text.Json.Nodes;
using TgWorker.Core.Jobs;
using TgWorker.Laravel.Envelopes;
using TgWorker.Laravel.Php;
using TgWorker.TestSupport;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

public class ObjectGraphTests
{
    private static readonly EnvelopeReader Reader = new(AnyClass.Options);

    public static TheoryData<string> Graphs =>
        [.. Fixtures.LaravelNames.Where(name => name.Contains("/b_object_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Read_GraphWithoutRawJson_RebuildsTheSameUpdate(string path)
    {
        var original = Reader.Read(Fixtures.LaravelEntry(path));
        var command = Encoding.UTF8.GetBytes((string)JsonNode.Parse(Fixtures.LaravelEntry(path))!["data"]!["command"]!);

        var rebuilt = Read(Without(Without(command, "raw"), "rawDecoded"));

        Assert.Null(rebuilt.Problem);
        Assert.Equal((original.Lane, original.UpdateId, "main"), (rebuilt.Lane, rebuilt.UpdateId, rebuilt.Bot));
        Assert.Equal(Sorted(original.Update), Sorted(rebuilt.Update));
    }

    [Theory]
    [MemberData(nameof(Graphs))]
    public void Read_GraphWithDecodedJsonOnly_UsesIt(string path)
    {
        var original = Reader.Read(Fixtures.LaravelEntry(path));
        var command = Encoding.UTF8.GetBytes((string)JsonNode.Parse(Fixtures.LaravelEntry(path))!["data"]!["command"]!);

        var rebuilt = Read(Without(command, "raw"));

        Assert.True(JsonNode.DeepEquals(Parse(original.Update), Parse(rebuilt.Update)));
    }

    [Theory]
    [InlineData("MessageOriginHiddenUser", "type", "hidden_user")]
    [InlineData("ReactionTypeCustomEmoji", "type", "custom_emoji")]
    [InlineData("PaidMediaLivePhoto", "type", "live_photo")]
    [InlineData("BackgroundFillFreeformGradient", "type", "freeform_gradient")]
    [InlineData("RichBlockPullQuotation", "type", "pullquote")]
    [InlineData("ChatBoostSourceGiftCode", "source", "gift_code")]
    [InlineData("ChatMemberBanned", "status", "kicked")]
    public void Read_MemberOfAUnion_GetsTheProperty_ThatPhptgKeepsInItsClass(string className, string property, string value)
    {
        var name = @"Phptg\BotApi\Type\" + className;
        var job = Read(Encoding.UTF8.GetBytes(
            "O:1:\"J\":1:{s:6:\"update\";O:1:\"U\":2:{s:8:\"updateId\";i:7;s:1:\"x\";O:" + $"{name.Length}:\"{name}\""
                + ":1:{s:6:\"emojiX\";i:1;}}}"));

        Assert.Equal("{\"update_id\":7,\"x\":{" + $"\"{property}\":\"{value}\"" + ",\"emoji_x\":1}}",
            Encoding.UTF8.GetString(job.Update.Span));
    }

    [Fact]
    public void Read_ClassNamedLikeAMemberOfAUnion_GetsNoSuchProperty()
    {
        var job = Read("""O:1:"J":1:{s:6:"update";O:1:"U":2:{s:8:"updateId";i:7;s:1:"x";O:13:"PaidMediaInfo":1:{s:9:"starCount";i:1;}}}"""u8.ToArray());

        Assert.Equal("""{"update_id":7,"x":{"star_count":1}}""", Encoding.UTF8.GetString(job.Update.Span));
    }

    [Theory]
    [InlineData("""O:1:"J":2:{s:5:"botId";s:1:"b";s:6:"update";a:2:{s:9:"update_id";i:7;s:7:"message";a:1:{s:4:"chat";a:1:{s:2:"id";i:-5;}}}}""", """{"update_id":7,"message":{"chat":{"id":-5}}}""", "b:-5")]
    [InlineData("""O:1:"J":1:{s:3:"dto";O:1:"D":1:{s:4:"json";s:15:"{"update_id":9}";}}""", """{"update_id":9}""", ":update:9")]
    [InlineData("""O:1:"J":2:{s:1:"u";O:1:"U":2:{s:8:"updateId";i:7;s:11:"inlineQuery";O:1:"Q":1:{s:4:"from";O:1:"P":1:{s:2:"id";i:3;}}}s:6:"update";r:2;}""", """{"update_id":7,"inline_query":{"from":{"id":3}}}""", ":3")]
    [InlineData("""O:1:"J":1:{s:6:"update";a:4:{s:9:"update_id";i:7;s:1:"x";d:1.5;s:1:"y";a:2:{i:0;b:1;i:1;N;}s:1:"z";a:1:{i:5;E:14:"App\Kind:PollA";}}}""", """{"update_id":7,"x":1.5,"y":[true,null],"z":{"5":"poll_a"}}""", ":update:7")]
    [InlineData("""O:1:"J":1:{s:6:"update";a:3:{s:9:"update_id";i:7;s:1:"a";a:1:{s:1:"i";i:1;}s:1:"b";R:4;}}""",
        """{"update_id":7,"a":{"i":1},"b":{"i":1}}""", ":update:7")]
    [InlineData("""O:1:"J":1:{s:6:"update";O:1:"U":2:{s:8:"updateId";i:7;s:4:"when";O:17:"DateTimeImmutable":3:{s:4:"date";s:26:"2025-11-20 23:06:41.000000";s:13:"timezone_type";i:1;s:8:"timezone";s:6:"+02:00";}}}""", """{"update_id":7,"when":1763672801}""", ":update:7")]
    [InlineData("""O:1:"J":1:{s:6:"update";a:3:{s:9:"update_id";i:7;s:1:"c";C:1:"C":4:{i:1;}s:1:"r";r:5;}}""",
        """{"update_id":7,"c":null,"r":null}""", ":update:7")]
    public void Read_UpdateAsObjectsOrArrays_IsFoundByShape(string command, string update, string lane)
    {
        var job = Read(Encoding.UTF8.GetBytes(command));

        Assert.Null(job.Problem);
        Assert.Equal(update, Encoding.UTF8.GetString(job.Update.Span));
        Assert.Equal(lane, job.Lane);
    }

    [Theory]
    [InlineData("""O:1:"J":1:{s:6:"update";O:1:"U":2:{s:8:"updateId";i:7;s:4:"self";r:2;}}""")]
    [InlineData("""O:1:"J":1:{s:6:"update";a:0:{}}""")]
    [InlineData("""O:1:"J":0:{}""")]
    public void Read_GraphWithNoEndOrNoUpdate_IsRefusedNamingTheClass(string command) =>
        Assert.Equal("The job J carries no update.", Read(Encoding.UTF8.GetBytes(command)).Problem);

    [Theory]
    [InlineData("""O:1:"J":1:{s:6:"update";s:999999999:"{}";}""")]
    [InlineData("""O:1:"J":999999999:{s:6:"update";s:2:"{}";}""")]
    [InlineData("""O:1:"J":4294967297:{s:6:"update";s:2:"{}";}""")]
    [InlineData("""O:1:"J":1:{s:6:"update";s:2:"{}";}}""")]
    [InlineData("""O:1:"J":1:{s:6:"update";s:1:"{}";}""")]
    [InlineData("""O:1:"J":1:{N;s:2:"{}";}""")]
    [InlineData("O:1:\"J\":1:{")]
    public void Read_ForgedLengths_AreRefused(string command) =>
        Assert.StartsWith("The job's data.command is not valid PHP serialize format: byte ", Read(Encoding.UTF8.GetBytes(command)).Problem,
            StringComparison.Ordinal);

    [Fact]
    public void Read_DeepNesting_IsRefusedWithoutRecursion()
    {
        var bomb = "O:1:\"J\":1:{i:0;" + string.Concat(Enumerable.Repeat("a:1:{i:0;", 100_000)) + new string('}', 100_001);

        Assert.NotNull(Read(Encoding.UTF8.GetBytes(bomb)).Problem);
    }

    private static Job Read(byte[] command) => Reader.Read(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["job"] = "Illuminate\\Queue\\CallQueuedHandler@call",
        ["data"] = new JsonObject { ["command"] = Encoding.UTF8.GetString(command) },
    }.ToJsonString()));

    private static JsonNode? Parse(ReadOnlyMemory<byte> json) => JsonNode.Parse(json.Span);

    private static string Sorted(ReadOnlyMemory<byte> json) => Sorted(Parse(json))!.ToJsonString();

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject value => new JsonObject(
            value.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray value => new JsonArray([.. value.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    // Takes a property out of the update object, which is the only one that has it.
    private static byte[] Without(byte[] command, string property)
    {
        var php = new PhpReader(command);
        while (php.Read() != PhpToken.String || !PhpReader.BareName(php.Value).SequenceEqual(Encoding.UTF8.GetBytes(property)))
        {
        }

        var start = Encoding.UTF8.GetString(command.AsSpan(0, php.Start)).LastIndexOf("s:", StringComparison.Ordinal);
        if (php.Read() == PhpToken.ArrayStart)
        {
            php.SkipRest();
        }

        var text = Encoding.UTF8.GetString(command.AsSpan(0, start)) + Encoding.UTF8.GetString(command.AsSpan(php.Position));
        return Encoding.UTF8.GetBytes(text
            .Replace("Update\\Update\":27:", "Update\\Update\":26:", StringComparison.Ordinal)
            .Replace("Update\\Update\":28:", "Update\\Update\":27:", StringComparison.Ordinal));
    }
}
