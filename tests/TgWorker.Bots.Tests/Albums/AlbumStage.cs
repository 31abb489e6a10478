using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;
using TgWorker.Core.Updates;
using TgWorker.Laravel.Envelopes;
using TgWorker.Sqlite;
using TgWorker.TestSupport.Time;

namespace TgWorker.Bots.Tests.Albums;

/// <summary>A bot with two replicas on one queue; time passes when the test says so.</summary>
internal sealed class AlbumStage : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly SqliteUpdateQueue _queue;
    private RoutedHandler? _handler;
    private int _messages;

    public AlbumStage()
    {
        _queue = SqliteUpdateQueue.OpenAsync(
            SqliteUpdateQueue.InMemory, new SqliteQueueOptions { Lease = Lease }, new EnvelopeReader(new EnvelopeOptions()), Time,
            NullLoggerFactory.Instance, default)
            .GetAwaiter().GetResult();
        One = _queue.JoinAsync(default).GetAwaiter().GetResult();
        Two = _queue.JoinAsync(default).GetAwaiter().GetResult();
    }

    public FakeTime Time { get; } = new();

    public UpdateRoutes Routes { get; } = new();

    /// <summary>What the handlers took note of.</summary>
    public List<string> Log { get; } = [];

    public IQueueSession One { get; }

    public IQueueSession Two { get; }

    /// <summary>Called before a handled update is finished: true has the replica die there.</summary>
    public Func<UpdateContext, bool> DiesBeforeFinishing { get; set; } = _ => false;

    public void Note(Album album) => Log.Add($"{album.Id}: {string.Join(' ', album.Views.Select(message => message.MessageId))}");

    public void Note(UpdateView message) => Log.Add($"{message.Text ?? "photo"} {message.MessageId}");

    /// <summary>A photo of an album; the message's id is a running number, as its update's.</summary>
    public Task PushPhotoAsync(string album, string? caption = null, long chat = 7, int? id = null) => PushAsync(
        chat, $"\"media_group_id\":\"{album}\",\"photo\":[]" + (caption is null ? "" : $",\"caption\":\"{caption}\""), id);

    public Task PushTextAsync(string text, long chat = 7) => PushAsync(chat, $"\"text\":\"{text}\"");

    /// <summary>Has a replica handle all that it is given now.</summary>
    public async Task RunAsync(IQueueSession replica)
    {
        _handler ??= RoutedHandler.Build(Routes, Time);
        while (await replica.ClaimAsync(10, default) is { Granted.Count: > 0 } claim)
        {
            foreach (var delivery in claim.Granted)
            {
                await HandleAsync(replica, delivery);
            }
        }
    }

    public async Task AdvanceAndRunAsync(double seconds, IQueueSession replica)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await RunAsync(replica);
    }

    /// <summary>A replica is not heard of any more; another takes over what it held.</summary>
    public async Task LapseAsync(IQueueSession heir)
    {
        Time.Advance(Lease / 2);
        await heir.RenewAsync(default);
        Time.Advance(Lease / 2);
        await heir.RenewAsync(default);
    }

    /// <summary>An operator puts the failed jobs back.</summary>
    public async Task RetryFailedAsync()
    {
        await foreach (var job in _queue.FailedJobs.ListAsync(default))
        {
            await _queue.FailedJobs.RetryAsync(job.Id, atTail: false, default);
        }
    }

    public async Task AssertNothingIsLeftAsync()
    {
        var status = await _queue.GetStatusAsync(default);
        Assert.Equal((0, 0, 0), (status.Pending, status.InLanes, status.Failed));
    }

    public ValueTask DisposeAsync() => _queue.DisposeAsync();

    private Task PushAsync(long chat, string content, int? id = null)
    {
        var number = ++_messages;
        var update = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"update_id\":{number},\"message\":{{\"message_id\":{id ?? number},\"from\":{{\"id\":7}},\"chat\":{{\"id\":{chat},\"type\":\"group\"}},{content}}}}}"));
        var entry = new ArrayBufferWriter<byte>();
        TgookEnvelope.Write(entry, "main", update, Guid.NewGuid(), Time.GetUtcNow());
        return _queue.PushAsync(entry.WrittenMemory, default);
    }

    private async Task HandleAsync(IQueueSession replica, Delivery delivery)
    {
        var context = new UpdateContext(delivery, delivery.Failures + 1, replica.Memory);
        var outcome = UpdateOutcome.Retry("exception");
        try
        {
            outcome = await _handler!.HandleAsync(context, default);
        }
        catch (InvalidDataException)
        {
            // A failed try.
        }

        switch (outcome.Kind)
        {
            case OutcomeKind.Handled or OutcomeKind.Skip when !DiesBeforeFinishing(context):
                Assert.True((await replica.FinishAsync([delivery], takeNext: false, default))[0].Accepted);
                break;
            case OutcomeKind.Wait:
                Assert.True(await replica.ParkAsync(delivery, outcome.After!.Value, delivery.Failures, default));
                break;
            case OutcomeKind.Retry:
                Assert.True(await replica.ParkAsync(delivery, TimeSpan.FromMilliseconds(1), delivery.Failures + 1, default));
                break;
            case OutcomeKind.Fail:
                await replica.FailAsync(delivery, new Failure("given up", 1), takeNext: false, default);
                break;
            default:
                break;
        }
    }
}
