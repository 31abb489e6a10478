using System.Text.Json;
using TgWorker.Bots.Outbox;

namespace TgWorker.Testing.Sending;

/// <summary>What was sent through <c>IOutbox</c>, in the test; it is handled when the test lets time pass.</summary>
internal sealed class TestOutbox(TimeProvider time)
{
    private readonly Queue<TestUpdate> _waiting = [];

    /// <summary>The outbox, for services and handlers.</summary>
    public QueueOutbox Open() => new(
        (entry, _) =>
        {
            Put(entry.ToArray());
            return Task.CompletedTask;
        },
        time);

    /// <summary>Takes an entry.</summary>
    public void Put(byte[] entry)
    {
        var envelope = JsonElement.Parse(entry);
        var data = envelope.GetProperty("data");
        _waiting.Enqueue(new TestUpdate(TestUpdate.FromJson(data.GetProperty("update").GetRawText()))
        {
            Bot = data.GetProperty("bot_id").GetString()!,
            DisplayName = envelope.GetProperty("displayName").GetString(),
        });
    }

    /// <summary>What waits, the next one first.</summary>
    public IReadOnlyList<TestUpdate> Waiting => [.. _waiting];

    /// <summary>Takes the next one; null when none waits.</summary>
    public TestUpdate? TakeNext() => _waiting.TryDequeue(out var update) ? update : null;
}
