namespace TgWorker.Core.Copying;

/// <summary>A job in its lane.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Place">1 for the head, then one more each.</param>
/// <param name="Payload">The entry, byte for byte.</param>
internal readonly record struct CopiedJob(string Lane, long Place, byte[] Payload);
