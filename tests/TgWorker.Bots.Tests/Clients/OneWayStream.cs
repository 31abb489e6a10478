namespace TgWorker.Bots.Tests.Clients;

/// <summary>A file that can be read once, such as one that comes from a network.</summary>
internal sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;
}
