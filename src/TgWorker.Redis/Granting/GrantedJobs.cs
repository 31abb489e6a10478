using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Redis.Leasing;

namespace TgWorker.Redis.Granting;

/// <summary>Makes deliveries of lanes that were granted to this worker.</summary>
internal sealed class GrantedJobs(LaneJobs jobs, IJobReader reader, LeaseHolder holder)
{
    /// <summary>Reads the heads. When that fails their lanes must be let go of: nobody would run them.</summary>
    public async Task<LaneHead[]> ReadAsync(IReadOnlyList<LaneHead> granted)
    {
        try
        {
            return await jobs.ReadHeadsAsync(granted).ConfigureAwait(false);
        }
        catch (QueueUnavailableException)
        {
            holder.NoteLost();
            throw;
        }
    }

    /// <summary>The delivery of a head that was read, which is the owner of its payload from now on.</summary>
    public Delivery Deliver(LaneHead head, int lapses = 0, int failures = 0)
    {
        var lease = head.Payload!;
        var read = reader.Read(lease.Memory);
        read.Lease = lease;
        var job = UnreadableLane.Deliver(read, head.Lane);
        if (job != read)
        {
            lease.End();
        }

        return new Delivery(job, head.Lane, head.Fence, lapses, failures) { Receipt = head.Number };
    }
}
