using Microsoft.Extensions.Logging;
using TgWorker.Core.Handling;
using TgWorker.Core.Retrying;

namespace TgWorker.Core.Working;

/// <summary>What a session is made of that all sessions of a running worker have in common.</summary>
internal sealed record WorkerParts(
    IUpdateHandler Handler, RetryPipeline Pipeline, WorkerOptions Options, WorkerStop Stop, JobBudget Budget, IdleWatch? Idle,
    TimeProvider Time, ILogger Logger);
