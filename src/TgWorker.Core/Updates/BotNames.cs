namespace TgWorker.Core.Updates;

/// <summary>
/// The names of the bots seen lately, so that a worker that serves a few bots makes their strings once. A fixed number of
/// places, each overwritten by the next name that falls on it; safe to use from several threads.
/// </summary>
internal sealed class BotNames
{
    private const int Places = 64;
    private readonly BotName?[] _names = new BotName?[Places];

    public BotName Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return BotName.None;
        }

        var hash = default(HashCode);
        hash.AddBytes(utf8.Length <= Places ? utf8 : utf8[..Places]);
        ref var place = ref _names[(uint)hash.ToHashCode() % Places];
        if (place is not { } name || !name.Is(utf8))
        {
            place = name = new BotName(utf8);
        }

        return name;
    }
}
