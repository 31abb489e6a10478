using TgWorker.Proof.Histories;

namespace TgWorker.Proof.Endpoint;

/// <summary>The runs under way, lane by lane, and the tokens of the lanes that were seen.</summary>
internal sealed class OpenRuns(History history, bool fenced)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lane> _lanes = [];
    private readonly Dictionary<string, string> _senders = [];

    /// <summary>Notes a start. Runs of the lane whose caller has gone are ended first: their end lies before this start.</summary>
    public int Start(Arrival arrival, Connection connection)
    {
        lock (_gate)
        {
            if (!_lanes.TryGetValue(arrival.Lane, out var lane))
            {
                _lanes[arrival.Lane] = lane = new Lane(arrival.Lane);
            }

            foreach (var (number, other) in lane.Open)
            {
                if (other.IsClosedByCaller)
                {
                    history.End(number, RunEnding.Abandoned);
                }
            }

            // One text per lane and sender, not per run: a soak has millions of those.
            var sender = _senders.TryGetValue(arrival.Sender, out var known) ? known : _senders[arrival.Sender] = arrival.Sender;
            var run = history.Start(lane.Name, arrival.UpdateId, arrival.Fence, arrival.Attempt, sender);
            lane.Open[run] = connection;
            lane.Fence = Math.Max(lane.Fence, arrival.Fence);
            return run;
        }
    }

    /// <summary>Notes an end.</summary>
    /// <returns>False when the run was to be accepted and its token is no longer the lane's latest: a store that checks
    /// tokens, as a user's should, refuses it.</returns>
    public bool End(int run, Arrival arrival, RunEnding ending)
    {
        lock (_gate)
        {
            var lane = _lanes[arrival.Lane];
            lane.Open.Remove(run);
            var isStale = fenced && ending == RunEnding.Accepted && arrival.Fence < lane.Fence;
            history.End(run, isStale ? RunEnding.Refused : ending);
            return !isStale;
        }
    }

    private sealed class Lane(string name)
    {
        public string Name => name;

        public Dictionary<int, Connection> Open { get; } = [];

        public long Fence { get; set; }
    }
}
