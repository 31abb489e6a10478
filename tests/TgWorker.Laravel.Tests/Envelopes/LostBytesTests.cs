using System.Text;
using TgWorker.Laravel.Envelopes;
using Xunit;

namespace TgWorker.Laravel.Tests.Envelopes;

public class LostBytesTests
{
    private static readonly EnvelopeReader Reader = new(new EnvelopeOptions());

    [Theory]
    [InlineData("plain")]
    [InlineData("\\\";s:9:\\\"timestamp\\\";i:1;}")]
    [InlineData("\uFFFD genuine \uFFFD")]
    public void Read_BodyThatWasNotUtf8_IsDeliveredWithReplacements(string text)
    {
        var body = Body(text, 0xff, 0xc3, 0x28, 0xe2, 0x82);

        var job = Reader.Read(TgookEnvelopeTests.Write("b", body, Guid.NewGuid(), DateTimeOffset.UnixEpoch));

        Assert.Null(job.Problem);
        Assert.Equal("b:7", job.Lane);
        Assert.Equal(EachByteReplaced(body), Encoding.UTF8.GetString(job.Update.Span));
    }

    [Fact]
    public void Read_DeclaredEndWithinTheText_IsNotTakenForTheEnd()
    {
        // Three lost bytes shorten the length by six: it then ends at the quote in the text, and what follows reads like PHP.
        var tail = "xxxx\";s:9:\"timestamp\";i:1;}";
        var body = Encoding.Latin1.GetBytes("{\"update_id\":1,\"t\":\"\xff\xff\xff\"," + "\"u\":1}").Concat(Encoding.ASCII.GetBytes(tail))
            .ToArray();

        var job = Reader.Read(TgookEnvelopeTests.Write("b", body, Guid.NewGuid(), DateTimeOffset.UnixEpoch));

        Assert.StartsWith("The update is not valid JSON", job.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s:31:", "s:29:")]
    [InlineData("s:31:", "s:30:")]
    [InlineData("s:31:", "s:32:")]
    [InlineData("i:0;}", "i:0;s:1:\\\"x\\\";N;}")]
    public void Read_LengthThatLostBytesDoNotExplain_IsRefused(string old, string forged)
    {
        var entry = Encoding.UTF8.GetString(TgookEnvelopeTests.Write(
            "b", Encoding.UTF8.GetBytes("""{"update_id":1,"t":"abcdefghi"}"""), Guid.NewGuid(), DateTimeOffset.UnixEpoch));
        Assert.Contains(old, entry, StringComparison.Ordinal);

        var job = Reader.Read(Encoding.UTF8.GetBytes(entry.Replace(old, forged, StringComparison.Ordinal)));

        Assert.StartsWith("The job's data.command is not valid PHP serialize format", job.Problem, StringComparison.Ordinal);
        Assert.Equal("b", job.Bot);
    }

    private static byte[] Body(string text, params byte[] lost) =>
        [.. Encoding.UTF8.GetBytes("{\"update_id\":1,\"message\":{\"text\":\"" + text), .. lost, .. "\",\"chat\":{\"id\":7}}}"u8];

    // Go goes on after one byte where .NET may skip two.
    private static string EachByteReplaced(byte[] body)
    {
        var text = new StringBuilder();
        for (ReadOnlySpan<byte> left = body; !left.IsEmpty;)
        {
            var valid = Rune.DecodeFromUtf8(left, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            text.Append(valid ? rune : Rune.ReplacementChar);
            left = left[(valid ? length : 1)..];
        }

        return text.ToString();
    }
}
