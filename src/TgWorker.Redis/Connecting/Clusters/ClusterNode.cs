using System.Globalization;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Clusters;

/// <summary>A node of a cluster, as one of them knows it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Address">Where it listens for commands.</param>
/// <param name="IsMyself">Whether it is the one that says so.</param>
/// <param name="Epoch">Grows with every fail-over and every slot that it takes over.</param>
/// <param name="HasSlots">Whether it is a primary with slots: these vote on who takes over from one that has died.</param>
/// <param name="HasSlot">Whether the slot in question is one of them.</param>
internal sealed record ClusterNode(string Id, ServerAddress Address, bool IsMyself, long Epoch, bool HasSlots, bool HasSlot)
{
    private const int BeforeSlots = 8;

    /// <summary>Reads what <c>CLUSTER NODES</c> says; nodes without an address are left out.</summary>
    /// <param name="text">Lines of "id host:port@bus[,name] flags primary ping pong epoch link slots…".</param>
    /// <param name="slot">The slot in question.</param>
    /// <param name="asked">Where the node was asked: it may not know its own address.</param>
    /// <param name="byName">Whether to prefer the host name that a node announces, for the sake of its certificate.</param>
    /// <exception cref="FormatException">That is not what it says.</exception>
    public static IReadOnlyList<ClusterNode> ReadAll(string text, int slot, ServerAddress asked, bool byName)
    {
        var nodes = new List<ClusterNode>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = line.Split(' ');
            if (words.Length < BeforeSlots)
            {
                throw new FormatException("CLUSTER NODES has a line that is none of its own");
            }

            var flags = words[2].Split(',');
            var slots = words.Skip(BeforeSlots).Where(static range => range[0] != '[').ToList();
            var isMyself = flags.Contains("myself");
            if (AddressOf(words[1], byName) is not { } address)
            {
                continue;
            }

            nodes.Add(new ClusterNode(
                words[0], isMyself && address.Host.Length == 0 ? asked : address, isMyself,
                long.Parse(words[6], CultureInfo.InvariantCulture), slots.Count > 0, slots.Exists(range => Contains(range, slot))));
        }

        return nodes.FindAll(static node => node.Address.Host.Length > 0);
    }

    private static ServerAddress? AddressOf(string text, bool byName)
    {
        var parts = text.Split(',');
        var address = parts[0].Split('@')[0];
        var colon = address.LastIndexOf(':');
        var port = int.Parse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        var name = byName && parts.Length > 1 && !parts[1].Contains('=', StringComparison.Ordinal) ? parts[1] : "";
        return port == 0 ? null : new ServerAddress(name.Length > 0 ? name : address[..colon], port);
    }

    private static bool Contains(string range, int slot)
    {
        var ends = range.Split('-');
        return slot >= int.Parse(ends[0], CultureInfo.InvariantCulture) && slot <= int.Parse(ends[^1], CultureInfo.InvariantCulture);
    }
}
