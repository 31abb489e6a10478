using Microsoft.Extensions.Logging;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;

namespace TgWorker.Core.Working;

/// <summary>Says once that the queues went away and once that they are back, however many calls tell of it.</summary>
internal sealed partial class Availability(TimeProvider time, ILogger logger)
{
    // A queue that refuses some calls and answers others has not come back; one that refused none for so long has.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private bool _isAway;
    private long _awayAt;

    /// <summary>A call was not answered.</summary>
    public void Away(QueueUnavailableException exception)
    {
        lock (_lock)
        {
            _awayAt = time.GetTimestamp();
            if (_isAway)
            {
                return;
            }

            _isAway = true;
        }

        Unavailable(logger, SafeText.Of(exception.Message));
    }

    /// <summary>A call was answered.</summary>
    public void Answered()
    {
        lock (_lock)
        {
            if (!_isAway || time.GetElapsedTime(_awayAt) < Calm)
            {
                return;
            }

            _isAway = false;
        }

        Available(logger);
    }

    [LoggerMessage(101, LogLevel.Warning, "The queue is not available; the worker keeps trying. {Reason}")]
    private static partial void Unavailable(ILogger logger, string reason);

    [LoggerMessage(102, LogLevel.Information, "The queue is available again")]
    private static partial void Available(ILogger logger);
}
