using System.Numerics;

namespace TgWorker.Core.History;

/// <summary>Tells cores apart, so that each can count for itself.</summary>
internal static class Cores
{
    private const int Most = 16;

    /// <summary>How many are told apart: a power of two.</summary>
    public static int Count { get; } = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, Most));

    /// <summary>
    /// The one that this runs on. It may run on another one a moment later: what is counted is still written by atomic steps.
    /// </summary>
    public static int Here => Thread.GetCurrentProcessorId() & (Count - 1);
}
