using TgWorker.Core.Jobs;

namespace TgWorker.Core.Lanes;

/// <summary>One unfinished job of a lane, as it was read.</summary>
/// <param name="Position">Its position: 0 is the head.</param>
/// <param name="Job">The job.</param>
/// <param name="Handle">Names the job, its place and its bytes to the queue from which it was read; means nothing to others. Printable
/// ASCII without spaces.</param>
public sealed record LaneJob(long Position, Job Job, string Handle);
