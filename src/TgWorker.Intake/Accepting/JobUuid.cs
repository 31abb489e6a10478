namespace TgWorker.Intake.Accepting;

/// <summary>
/// Ids for jobs, as tgook's: random, version 4. Nobody has to be unable to guess them, so they need no call of the system's for each.
/// </summary>
internal static class JobUuid
{
    public static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Random.Shared.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
