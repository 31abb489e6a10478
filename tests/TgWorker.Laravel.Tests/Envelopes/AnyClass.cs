using TgWorker.Laravel.Envelopes;

namespace TgWorker.Laravel.Tests.Envelopes;

/// <summary>For tests in which the job's class does not matter.</summary>
internal static class AnyClass
{
    public static EnvelopeOptions Options { get; } = new() { JobClasses = JobClasses.Parse(["*"]) };
}
