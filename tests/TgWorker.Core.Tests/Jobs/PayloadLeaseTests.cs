using TgWorker.Core.Jobs;
using TgWorker.Core.Json;
using TgWorker.TestSupport.Memory;

namespace TgWorker.Core.Tests.Jobs;

public class PayloadLeaseTests
{
    private static readonly byte[] Payload = """{"uuid":"u1","displayName":"n1","data":{"update_id":7}}"""u8.ToArray();

    private readonly PoisonedPool _pool = new();

    public static TheoryData<string, Func<Job, object?>, object> Members() => new()
    {
        { "payload", static job => Text(job.Payload), Text(Payload) },
        { "update", static job => Text(job.Update), """{"update_id":7}""" },
        { "uuid", static job => job.Uuid, "u1" },
        { "display name", static job => job.DisplayName, "n1" },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void Job_AskedBeforeTheLeaseEnds_KeepsTheAnswer(string name, Func<Job, object?> ask, object expected)
    {
        var (job, lease) = Read();
        Assert.Equal(expected, ask(job));

        lease.End();

        Assert.True(_pool.Lent == 0, name);
        Assert.Equal(expected, ask(job));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Job_FirstAskedAfterTheLeaseHasEnded_Throws(string name, Func<Job, object?> ask, object expected)
    {
        var (job, lease) = Read();
        lease.End();

        var thrown = Assert.Throws<InvalidOperationException>(() => ask(job));
        Assert.True(thrown.Message.Contains("the delivery has ended", StringComparison.Ordinal), $"{name}, not {expected}");
    }

    [Fact]
    public void Job_WithoutANameAfterTheLeaseHasEnded_SaysNull()
    {
        var (job, lease) = Read();
        lease.End();

        Assert.Null(job.RetryOf);
        Assert.False(job.IsRetry);
    }

    [Fact]
    public void End_WhileSomebodyReads_WaitsForTheReader()
    {
        var (job, lease) = Read();

        var read = job.ReadPayload(bytes =>
        {
            lease.End();
            Assert.Equal(1, _pool.Lent);
            return Text(bytes.ToArray());
        });

        Assert.Equal(Text(Payload), read);
        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
    public void End_Twice_GivesTheMemoryBackOnce()
    {
        var (_, lease) = Read();

        lease.End();
        lease.End();

        Assert.Equal(0, _pool.Lent);
    }

    [Fact]
    public void End_BytesOfItsOwn_AreNeitherTakenNorCopied()
    {
        var lease = PayloadLease.Own(Payload);
        var job = new Job { Payload = lease.Memory, Lane = "a", Lease = lease };

        lease.End();

        // Nor is it copied.
        Assert.True(job.Payload.Equals((ReadOnlyMemory<byte>)Payload));
    }

    private (Job Job, PayloadLease Lease) Read()
    {
        var lease = PayloadLease.Rent(_pool, Payload.Length);
        Payload.CopyTo(lease.Memory);
        var text = Text(Payload);
        var job = new Job
        {
            Payload = lease.Memory,
            Lane = "a",
            Update = lease.Memory[text.IndexOf("""{"update_id""", StringComparison.Ordinal)..^1],
            UuidAt = new JsonTextRange(text.IndexOf("u1", StringComparison.Ordinal), 2, HasEscapes: false),
            DisplayNameAt = new JsonTextRange(text.IndexOf("n1", StringComparison.Ordinal), 2, HasEscapes: false),
        };
        job.Lease = lease;
        return (job, lease);
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes.Span);
}
