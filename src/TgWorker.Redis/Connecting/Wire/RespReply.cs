namespace TgWorker.Redis.Connecting.Wire;

/// <summary>What a server answered: a text (null for nothing), an error, or several replies.</summary>
internal sealed record RespReply(string? Text, IReadOnlyList<RespReply>? Items = null, bool IsError = false)
{
    /// <summary>The texts of several replies.</summary>
    public IEnumerable<string> Texts => (Items ?? []).Select(static item => item.Text ?? "");

    /// <summary>Names and values that come in turn, as a dictionary.</summary>
    public Dictionary<string, string> ToFields() =>
        Texts.Chunk(2).Where(static pair => pair.Length == 2).DistinctBy(static pair => pair[0])
            .ToDictionary(static pair => pair[0], static pair => pair[1]);
}
