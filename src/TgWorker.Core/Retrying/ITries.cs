using Polly;

namespace TgWorker.Core.Retrying;

/// <summary>A job that is tried, as the pipeline around it sees it.</summary>
internal interface ITries
{
    /// <summary>The time limit for each call of the handler; null is none.</summary>
    TimeSpan? TimeLimit { get; }

    /// <summary>Makes one try.</summary>
    ValueTask<Verdict> TryAsync(ResilienceContext context);

    /// <summary>Another try follows after the verdict's delay: what the job needs to run is free until then.</summary>
    ValueTask RestAsync(Verdict verdict);

    /// <summary>The tries ended by an exception: the worker's end came before the next one, or something broke around them.</summary>
    /// <returns>What becomes of the delivery now.</returns>
    Verdict Conclude(Exception exception);
}
