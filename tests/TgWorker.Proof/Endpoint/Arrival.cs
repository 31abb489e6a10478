namespace TgWorker.Proof.Endpoint;

/// <summary>A request as it arrived.</summary>
/// <param name="Sender">The process that sent it.</param>
/// <param name="Headers">Its headers; names in any case.</param>
/// <param name="Body">Its exact bytes.</param>
public sealed record Arrival(string Sender, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>The lane.</summary>
    public string Lane => Headers["X-TgWorker-Lane"];

    /// <summary>The update; -1 where the body names none.</summary>
    public long UpdateId => Headers.TryGetValue("X-TgWorker-Update", out var text) ? long.Parse(text, null) : -1;

    /// <summary>The fencing token.</summary>
    public long Fence => long.Parse(Headers["X-TgWorker-Fence"], null);

    /// <summary>The attempt.</summary>
    public int Attempt => int.Parse(Headers["X-TgWorker-Attempt"], null);
}
