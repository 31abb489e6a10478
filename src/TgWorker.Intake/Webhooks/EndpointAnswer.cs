namespace TgWorker.Intake.Webhooks;

/// <summary>An endpoint's answer to a probe.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="IsReceiver">Whether it is a tgworker receiver's.</param>
/// <param name="Location">Where it leads to, if it is a redirect.</param>
internal sealed record EndpointAnswer(int Status, bool IsReceiver, string? Location = null);
