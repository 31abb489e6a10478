using TgWorker.Proof.Checking;
using TgWorker.Proof.Endpoint;
using TgWorker.Proof.Histories;
using TgWorker.Proof.Staging;

namespace TgWorker.Soak;

/// <summary>A queue, the oracle, workers between them, and all that can break there.</summary>
internal interface ISoakStage : IAsyncDisposable
{
    History History { get; }

    Script Script { get; }

    Fleet Fleet { get; }

    /// <summary>Appends updates, in this order and in one step.</summary>
    /// <exception cref="PushUncertainException">They may stand on the queue or not.</exception>
    Task PushAsync(IReadOnlyList<(long Chat, long UpdateId)> updates);

    /// <summary>What can break. Each waits until it is mended.</summary>
    /// <param name="supervisor">Starts and stops workers.</param>
    /// <param name="pushing">Taken while nothing may be pushed.</param>
    /// <param name="random">Chance.</param>
    Task<IReadOnlyList<(string Name, Func<Task> Do)>> FaultsAsync(Supervisor supervisor, SemaphoreSlim pushing, Random random);

    /// <summary>Waits until nothing is left to do.</summary>
    Task EmptyAsync(TimeSpan patience);

    /// <summary>Judges what happened, and says what is left.</summary>
    Task<(Judgement Judgement, Remains Remains)> JudgeAsync(CheckerOptions options);
}
