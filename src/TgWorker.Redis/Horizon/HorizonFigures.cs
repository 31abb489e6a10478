using StackExchange.Redis;
using TgWorker.Redis.Connecting;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Horizon;

/// <summary>Horizon's figures: how many jobs of a queue and of a name are done, and how long they take.</summary>
internal sealed class HorizonFigures(RedisConnection connection, HorizonKeys keys, string queue)
{
    /// <summary>Adds the jobs of a batch that ran to their end.</summary>
    public async Task AddAsync(IEnumerable<HorizonRecord> records)
    {
        var total = default(Figure);
        var byName = new Dictionary<string, Figure>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (record.Kind == HorizonEventKind.Completed && record.Runtime is { } runtime)
            {
                var name = record.Job.DisplayName ?? HorizonPayload.NoName;
                byName[name] = byName.GetValueOrDefault(name).Plus(runtime);
                total = total.Plus(runtime);
            }
        }

        if (total.Jobs == 0)
        {
            return;
        }

        var calls = new List<Task>(byName.Count + 1) { AddAsync(keys.QueueFigures(queue), keys.MeasuredQueues, total) };
        foreach (var (name, figure) in byName)
        {
            calls.Add(AddAsync(keys.JobFigures(name), keys.MeasuredJobs, figure));
        }

        await Task.WhenAll(calls).ConfigureAwait(false);
    }

    private Task<RedisResult> AddAsync(RedisKey figures, RedisKey measured, Figure figure) =>
        connection.EvaluateAsync(RedisScript.AddHorizonFigures, [figures, measured], [figure.Jobs, figure.Milliseconds]);

    private readonly record struct Figure(int Jobs, double Milliseconds)
    {
        public Figure Plus(TimeSpan runtime) => new(Jobs + 1, Milliseconds + runtime.TotalMilliseconds);
    }
}
