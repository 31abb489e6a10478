using TgWorker.Demo;
using TgWorker.Laravel.Envelopes;

namespace TgWorker.Tests.Demo;

public sealed class DemoEnvelopeTests
{
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> ChatNumbers => [.. Enumerable.Range(0, DemoChats.Create().Count)];

    [Theory]
    [MemberData(nameof(ChatNumbers))]
    public void Write_AnyMessage_IsReadAsAJobOfItsChat(int index)
    {
        var chat = DemoChats.Create()[index];
        for (var number = 1; number <= 10; number++)
        {
            var message = new DemoMessage(chat.Id, number);
            var update = message.ToUpdate(chat, 800_000_000 + number, Now);
            var uuid = Guid.NewGuid();

            var job = new EnvelopeReader(new EnvelopeOptions()).Read(DemoEnvelope.Write(update, uuid, Now));

            Assert.Null(job.Problem);
            Assert.Equal(update, job.Update.ToArray());
            Assert.Equal(("demo", $"demo:{chat.Id}", 800_000_000 + number, uuid.ToString()), (job.Bot, job.Lane, job.UpdateId, job.Uuid));
            Assert.Equal(Now, job.PushedAt);
            Assert.Equal(message, DemoMessage.Read(job.Update));
        }
    }
}
