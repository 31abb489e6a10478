using System.Globalization;
using StackExchange.Redis;
using TgWorker.Core.Queues;

namespace TgWorker.Redis.Leasing;

/// <summary>What a renewal of the lease brought back.</summary>
/// <param name="Paused">Whether an operator paused the queue.</param>
/// <param name="RestartRequested">Whether an operator asked for a restart since this worker joined.</param>
/// <param name="NextReady">The milliseconds until the next ready lane is due; negative when there is none.</param>
/// <param name="Cancelled">The runs of this worker that an operator wants ended.</param>
/// <param name="Lapsed">The workers whose lease was found lapsed.</param>
/// <param name="Recovered">How many of their lanes were set free.</param>
internal readonly record struct Renewal(
    bool Paused, bool RestartRequested, long NextReady, CancelledRun[] Cancelled, string[] Lapsed, int Recovered)
{
    private const int First = 4;

    /// <summary>Reads what the script answers: how many runs are cancelled and which, then which workers have lapsed.</summary>
    public static (CancelledRun[] Cancelled, string[] Lapsed) Read(RedisResult[] answer)
    {
        var cancelled = new CancelledRun[(int)answer[First - 1]];
        for (var i = 0; i < cancelled.Length; i++)
        {
            var note = ((string)answer[First + (2 * i) + 1]!).Split(' ', 2);
            cancelled[i] = new CancelledRun(
                (string)answer[First + (2 * i)]!, long.Parse(note[0], CultureInfo.InvariantCulture), note[1]);
        }

        return (cancelled, Array.ConvertAll(answer[(First + (2 * cancelled.Length))..], static worker => (string)worker!));
    }
}
