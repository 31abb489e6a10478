using TgWorker.Proof.Endpoint;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Soak;

/// <summary>Pushes the traffic, a little ahead of the workers, and some of it twice, as Telegram does.</summary>
internal sealed class Producer(ISoakStage stage, SoakOptions options)
{
    private const int Batch = 200;
    private const int Ahead = 20_000;
    private const int FailEvery = 5_000;
    private const long FloodChat = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Random _random = new(options.Seed);

    /// <summary>The updates that are to end as failed jobs.</summary>
    public HashSet<long> Doomed { get; } = [];

    /// <summary>Taken while nothing may be pushed.</summary>
    public SemaphoreSlim Pushing { get; } = new(1);

    public async Task RunAsync()
    {
        var chats = new ZipfChats(options.Chats, _random);
        await FloodAsync();
        for (var first = options.Flood + 1L; first <= options.Updates; first += Batch)
        {
            var count = (int)Math.Min(Batch, options.Updates - first + 1);
            var updates = Enumerable.Range(0, count).Select(i => (chats.Next(), first + i)).ToArray();
            DoomSome(first, count);
            await PushAsync(updates);
            if (_random.Next(20) == 0)
            {
                await PushAsync(updates[..(count / 4)]);
            }

            var pushed = first + count;
            await Eventually.TrueAsync(() => stage.History.Handled > pushed - Ahead - options.Flood, Patience, "the workers keep up");
        }
    }

    private async Task FloodAsync()
    {
        stage.Script.First(1, [.. Enumerable.Repeat(new Behaviour.Answer(429) { RetryAfter = "2" }, 5)]);
        for (var first = 1; first <= options.Flood; first += Batch)
        {
            await PushAsync([.. Enumerable.Range(first, Math.Min(Batch, options.Flood - first + 1))
                .Select(update => (FloodChat, (long)update))]);
        }
    }

    private void DoomSome(long first, int count)
    {
        for (var update = first; update < first + count; update++)
        {
            if (update % FailEvery == 0)
            {
                Doomed.Add(update);
                // Two of them kill the process that runs them; the others just fail.
                stage.Script.Always(update,
                    Doomed.Count is 2 or 5 ? new Behaviour.KillSender() : new Behaviour.Answer(_random.Next(2) == 0 ? 500 : 422));
            }
        }
    }

    private async Task PushAsync((long Chat, long UpdateId)[] updates)
    {
        while (true)
        {
            await Pushing.WaitAsync();
            try
            {
                await stage.PushAsync(updates);
                return;
            }
            catch (PushUncertainException)
            {
                // Once more.
            }
            finally
            {
                Pushing.Release();
            }

            await Task.Delay(Pause);
        }
    }
}
