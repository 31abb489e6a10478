using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Steps;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Sessions;

/// <summary>What is remembered for the lanes. Every write compares the fencing token, as a finish does.</summary>
internal sealed class SqliteLaneMemory(IQueueStore store, long worker, IJobReader reader) : ILaneMemory
{
    public ValueTask<IReadOnlyList<string?>> RecallAsync(
        Delivery delivery, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var now = store.Clock.Now;
        var texts = store.Read(reads => reads.AtOnce(reads =>
        {
            var texts = new string?[names.Count];
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = reads["look.recall"].Bind(1, delivery.Lane).Bind(2, names[i]).Bind(3, now).ReadText();
            }

            return texts;
        }));
        return new ValueTask<IReadOnlyList<string?>>(texts);
    }

    public ValueTask<IReadOnlyList<Job>> PeekAsync(Delivery delivery, int atMost, CancellationToken cancellationToken)
    {
        var payloads = store.Read(reads =>
        {
            var payloads = new List<byte[]>();
            var behind = reads["look.behind"].Bind(1, delivery.Receipt).Bind(2, delivery.Fence).Bind(3, atMost);
            while (behind.Read())
            {
                payloads.Add(behind.Bytes(0));
            }

            return payloads;
        });
        return new ValueTask<IReadOnlyList<Job>>(payloads.ConvertAll(payload => reader.Read(payload)));
    }

    public async ValueTask<bool> RememberAsync(
        Delivery delivery, IReadOnlyList<KeyValuePair<string, string?>> changes, TimeSpan keepFor, CancellationToken cancellationToken) =>
        await store.WriteAsync(steps =>
            steps.Remembering.Remember(steps.Transaction, HeldBy(delivery), changes, keepFor), cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<KeyValuePair<string, string>>> RecallJobAsync(
        Delivery delivery, string job, CancellationToken cancellationToken)
    {
        var now = store.Clock.Now;
        var notes = store.Read(reads =>
        {
            var notes = new List<KeyValuePair<string, string>>();
            var recall = reads["look.recall_all"].Bind(1, RememberSteps.PlaceOf(delivery.Lane, job)).Bind(2, now);
            while (recall.Read())
            {
                notes.Add(new(recall.Text(0), recall.Text(1)));
            }

            return notes;
        });
        delivery.NotedAs = notes.Count > 0 ? job : delivery.NotedAs;
        return new ValueTask<IReadOnlyList<KeyValuePair<string, string>>>(notes);
    }

    public async ValueTask<bool> NoteJobAsync(
        Delivery delivery, string job, string name, string text, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        delivery.NotedAs = job;
        return await store.WriteAsync(
            steps => steps.Remembering.Note(steps.Transaction, HeldBy(delivery), job, new(name, text), keepFor), cancellationToken)
                .ConfigureAwait(false);
    }

    public async ValueTask<bool?> TakeMarkAsync(
        Delivery delivery, string mark, string taker, TimeSpan keepFor, CancellationToken cancellationToken) =>
        await store.WriteAsync(steps =>
            steps.Remembering.TakeMark(steps.Transaction, HeldBy(delivery), mark, taker, keepFor), cancellationToken).ConfigureAwait(false);

    public async ValueTask ReturnMarkAsync(Delivery delivery, string mark, CancellationToken cancellationToken) => await store.WriteAsync(
        steps =>
        {
            steps.Remembering.ReturnMark(HeldBy(delivery), mark);
            return true;
        },
        cancellationToken).ConfigureAwait(false);

    private HeldHead HeldBy(Delivery delivery) => new(worker, delivery.Receipt, delivery.Lane, delivery.Fence);
}
