using TgWorker.Core.Queues;

namespace TgWorker.Demo;

/// <summary>Pushes the messages of all chats, each chat at its own rate, and now and then one twice, as Telegram may.</summary>
internal sealed class DemoTraffic(IUpdateQueue queue, IReadOnlyList<DemoChat> chats, TimeProvider time)
{
    private const double Repeated = 0.03;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    // The same traffic every time: a demo that is seen twice should tell the same story.
    private readonly Random _random = new(2025);
    private readonly long[] _numbers = new long[chats.Count];
    private long _updates = 800_000_000;
    private long _messages;
    private long _repetitions;

    /// <summary>Messages pushed.</summary>
    public long Messages => Volatile.Read(ref _messages);

    /// <summary>Entries that repeat a message pushed before.</summary>
    public long Repetitions => Volatile.Read(ref _repetitions);

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            do
            {
                await PushDueAsync().ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task PushDueAsync()
    {
        for (var index = 0; index < chats.Count; index++)
        {
            if (_random.NextDouble() < chats[index].Rate * Tick.TotalSeconds)
            {
                await PushAsync(chats[index], ++_numbers[index]).ConfigureAwait(false);
            }
        }
    }

    private async Task PushAsync(DemoChat chat, long number)
    {
        var now = time.GetUtcNow();
        var update = new DemoMessage(chat.Id, number).ToUpdate(chat, ++_updates, now);
        await queue.PushAsync(DemoEnvelope.Write(update, Guid.NewGuid(), now), CancellationToken.None).ConfigureAwait(false);
        Interlocked.Increment(ref _messages);
        if (_random.NextDouble() < Repeated)
        {
            await queue.PushAsync(DemoEnvelope.Write(update, Guid.NewGuid(), now), CancellationToken.None).ConfigureAwait(false);
            Interlocked.Increment(ref _repetitions);
        }
    }
}
