using System.Buffers;
using System.Text;
using TgWorker.Laravel.Envelopes;
using TgWorker.TestSupport;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

public class TgookEnvelopeTests
{
    private static readonly EnvelopeReader Reader = new(new EnvelopeOptions());

    public static TheoryData<string> Names => [.. Fixtures.TgookNames];

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_BodyOfAFixture_GivesTgooksBytes(string name)
    {
        var entry = Fixtures.TgookEntry(name);
        var job = Reader.Read(entry);

        var written = Write(BotOf(name) ?? job.Bot, Fixtures.TgookBody(name), Guid.Parse(job.Uuid!), job.PushedAt!.Value);

        Assert.Equal(Encoding.UTF8.GetString(entry), Encoding.UTF8.GetString(written));
        Assert.Equal(entry, written);
    }

    [Fact]
    public void Write_EveryByte_IsReadBack()
    {
        var text = string.Concat(Enumerable.Range(0x20, 0x3000).Where(c => c is not ('"' or '\\')).Select(c => (char)c)) + "😀\uFFFD";
        var update = Encoding.UTF8.GetBytes($$"""{"update_id":1,"t":"{{text}}"}""");

        var job = Reader.Read(Write("b", update, Guid.NewGuid(), DateTimeOffset.UnixEpoch));

        Assert.Null(job.Problem);
        Assert.Equal(update, job.Update.ToArray());
    }

    [Fact]
    public void Write_OtherNames_AreUsed()
    {
        var shape = new TgookShape { ClassName = "App\\Jobs\\Bot", BotProperty = "botId" };

        var written = Write("b", "{}"u8.ToArray(), Guid.Empty, DateTimeOffset.UnixEpoch.AddMilliseconds(12.3), shape);

        Assert.Contains("""O:12:\"App\\Jobs\\Bot\":3:{s:5:\"botId\";s:1:\"b\";""", Encoding.UTF8.GetString(written),
            StringComparison.Ordinal);
        Assert.Contains("\"pushedAt\":\"0.0123\"", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
        Assert.Equal(("b", "App\\Jobs\\Bot"), (Reader.Read(written).Bot, Reader.Read(written).DisplayName));
    }

    // Names that are not shown as they are.
    private static string? BotOf(string fixture) =>
        fixture switch { "81_bot_nul" => "a\0b", "82_bot_backslash_nl" => "a\\b\nc", _ => null };

    internal static byte[] Write(string bot, byte[] update, Guid uuid, DateTimeOffset pushedAt, TgookShape? shape = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        TgookEnvelope.Write(buffer, bot, update, uuid, pushedAt, shape);
        return buffer.WrittenSpan.ToArray();
    }
}
