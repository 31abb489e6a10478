using System.Globalization;
using TgWorker.TestSupport.Telegram;
using Xunit.Sdk;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>Three replicas of what brings a bot's updates to a queue, with Telegram before them and users who write.</summary>
internal abstract class Fleet(BotApiServer telegram, IReadOnlyList<string> queue) : IAsyncDisposable
{
    protected const int Size = 3;

    /// <summary>The replicas.</summary>
    protected List<Replica> Replicas { get; } = [];

    protected BotApiServer Telegram => telegram;

    protected BotApiBot Bot { get; } = telegram.AddBot("123:secret");

    /// <summary>Where the queue is.</summary>
    protected IReadOnlyList<string> Queue => queue;

    /// <summary>The users.</summary>
    public Traffic Traffic { get; private set; } = null!;

    /// <summary>How often somebody has noticed that the queue takes nothing.</summary>
    public abstract int Refusals { get; }

    /// <summary>Starts everything.</summary>
    public async Task StartAsync()
    {
        await LaunchAsync();
        Traffic = new Traffic(Bot);
        await Traffic.FlowsAsync();
    }

    /// <summary>One of them dies, or hangs.</summary>
    public abstract Task DisturbAsync();

    /// <summary>One after the other is stopped and started again.</summary>
    public abstract Task RestartAllAsync();

    /// <summary>Lets a worker handle everything, and says whether all is there, once and in order.</summary>
    public async Task EndAsync()
    {
        try
        {
            await Traffic.EndAsync();
        }
        catch (XunitException e)
        {
            throw new XunitException($"{e.Message}\n{Describe()}", e);
        }

        var handled = await HandledUpdates.DrainAsync([.. queue]);
        HandledUpdates.AssertOnce(Traffic.Added, handled);
        AssertOrder(handled);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (Traffic is not null)
        {
            await Traffic.DisposeAsync();
        }

        await telegram.DisposeAsync();
        foreach (var replica in Replicas)
        {
            await replica.DisposeAsync();
        }
    }

    protected abstract Task LaunchAsync();

    // What one needs to see who stands still: Telegram, or which replica.
    private string Describe() => string.Join('\n', [
        string.Create(CultureInfo.InvariantCulture,
            $"{GetType().Name}: {Bot.Pending} wait at Telegram, polled: {Bot.IsPolled}, connections: {Bot.Connections}"),
        "The last deliveries:", .. Bot.Deliveries.TakeLast(20).Select(delivery => $"  {delivery}"),
        .. Replicas.SelectMany(replica => replica.Process.Output.TakeLast(15).Prepend("A replica's last lines:")),
    ]);

    protected abstract void AssertOrder(IReadOnlyList<int> handled);
}
