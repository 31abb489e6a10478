namespace TgWorker.Hosting.Reading;

/// <summary>What a host may have or not; a setting of one that it does not have is refused.</summary>
internal enum HostFeature
{
    /// <summary>Handles updates: <c>AddTgWorker</c>.</summary>
    Worker,

    /// <summary>Handlers that the configuration names: the executable's alone.</summary>
    Handlers,

    /// <summary><c>AddTgWorkerForwarding</c>.</summary>
    Forwarding,

    /// <summary><c>AddTgWorkerHealth</c>.</summary>
    Health,

    /// <summary><c>AddTgWorkerPrometheus</c>.</summary>
    Prometheus,

    /// <summary><c>AddTgWorkerNotifications</c>.</summary>
    Notifications,

    /// <summary><c>AddTgWorkerLogging</c>.</summary>
    Logging,

    /// <summary><c>AddTgWorkerSystemd</c>.</summary>
    Systemd,

    /// <summary><c>AddTgWorkerOtlp</c>.</summary>
    Otlp,

    /// <summary><c>AddTgWorkerReceiver</c>.</summary>
    Receiver,

    /// <summary><c>AddTgWorkerPoller</c>.</summary>
    Poller,

    /// <summary><c>AddTgWorkerDashboard</c>.</summary>
    Dashboard,
}
