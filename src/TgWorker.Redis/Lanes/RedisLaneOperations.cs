using TgWorker.Core.Lanes;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Keys;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Lanes;

/// <summary>What an operator sees of single lanes of a Redis queue, and can do to one.</summary>
internal sealed class RedisLaneOperations(RedisConnection connection, QueueKeys keys, LaneLooking looking, LaneEditing editing)
    : ILaneOperations
{
    public Task<LaneLook?> LookAsync(string lane, CancellationToken cancellationToken) => looking.LookAsync(lane);

    public Task<IReadOnlyList<LaneJob>> ReadAsync(string lane, long from, int most, CancellationToken cancellationToken) =>
        looking.ReadAsync(lane, from, most);

    public async Task<bool> PauseAsync(string lane, CancellationToken cancellationToken)
    {
        LaneName.Check(lane);
        return (long)await connection.EvaluateAsync(
            RedisScript.PauseLane, [keys.Lanes, keys.Ready, keys.PausedLanes, keys.Workers], [lane]).ConfigureAwait(false) == 1;
    }

    public async Task<bool> ContinueAsync(string lane, CancellationToken cancellationToken) => (long)await connection.EvaluateAsync(
        RedisScript.ContinueLane, [keys.Lanes, keys.Ready, keys.Stopped, keys.PausedLanes, keys.Workers], [lane])
            .ConfigureAwait(false) == 1;

    public Task<IReadOnlyList<PausedLane>> ListPausedAsync(int most, CancellationToken cancellationToken) => looking.ListPausedAsync(most);

    public Task<IReadOnlyList<ListedLane>> ListAsync(LaneGroup group, int most, CancellationToken cancellationToken) =>
        LaneListing.ReadAsync(connection, keys, group, most);

    public Task<LaneChange> SkipAsync(string lane, string handle, CancellationToken cancellationToken) => editing.SkipAsync(lane, handle);

    public Task<LaneChange> DropAsync(string lane, string handle, CancellationToken cancellationToken) => editing.DropAsync(lane, handle);

    public Task<LaneChange> CancelAsync(string lane, string handle, string by, CancellationToken cancellationToken) =>
        editing.CancelAsync(lane, handle, by);
}
