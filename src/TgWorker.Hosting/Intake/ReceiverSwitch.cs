using TgWorker.Intake.Receiving;

namespace TgWorker.Hosting.Intake;

/// <summary>The receiver once it has begun; null in a host that did not get so far.</summary>
internal sealed class ReceiverSwitch
{
    public ReceiverLifetime? Receiver { get; set; }
}
