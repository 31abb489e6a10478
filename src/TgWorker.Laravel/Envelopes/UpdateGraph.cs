using TgWorker.Core.Updates;
using TgWorker.Laravel.Php;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Looks for an update in a job's object graph, by its shape: under the name <c>update</c>, or else the first value that
/// has an update id. It may be a JSON string, an object that keeps the JSON it was made from, an array, or an object whose
/// properties are the update's, from which the JSON is made again.
/// </summary>
internal static class UpdateGraph
{
    // Each one may cost as much as the whole graph.
    private const int MostRebuilt = 2;

    /// <summary>Finds the update: where it stands in the graph's text, or its JSON made from the graph.</summary>
    public static bool TryFind(in PhpGraph graph, out PhpSlice update, out byte[]? rebuilt)
    {
        var named = graph.Find(0, "update"u8);
        if (named >= 0 && TryRead(graph, named, out update, out rebuilt))
        {
            return true;
        }

        var containers = 0;
        for (var node = 1; node < graph.Count && containers < MostRebuilt && graph.Budget.Step(0); node++)
        {
            if (!LooksLikeUpdate(graph, node))
            {
                continue;
            }

            if (TryRead(graph, node, out update, out rebuilt))
            {
                return true;
            }

            containers += graph.HasElements(node) ? 1 : 0;
        }

        update = default;
        rebuilt = null;
        return false;
    }

    private static bool LooksLikeUpdate(in PhpGraph graph, int node) => graph[node].Token switch
    {
        PhpToken.String => graph.TextOf(node) is [(byte)'{', .., (byte)'}'],
        PhpToken.ArrayStart => graph.TokenOf(graph.Find(node, "update_id"u8)) == PhpToken.Integer,
        PhpToken.ObjectStart => graph.TokenOf(graph.Find(node, "updateId"u8)) == PhpToken.Integer
            || graph.TokenOf(graph.Find(node, "update_id"u8)) == PhpToken.Integer,
        _ => false,
    };

    private static bool TryRead(in PhpGraph graph, int node, out PhpSlice update, out byte[]? rebuilt)
    {
        update = default;
        rebuilt = null;
        if (graph[node].Token == PhpToken.String)
        {
            update = graph[node].Text;
            return IsUpdate(graph.TextOf(node));
        }

        if (!graph.HasElements(node))
        {
            return false;
        }

        var raw = graph.Find(node, "raw"u8);
        if (graph.TokenOf(raw) == PhpToken.String && IsUpdate(graph.TextOf(raw)))
        {
            update = graph[raw].Text;
            return true;
        }

        var decoded = graph.Find(node, "rawDecoded"u8);
        rebuilt = PhpJson.Write(graph, graph.TokenOf(decoded) == PhpToken.ArrayStart ? decoded : node);
        return rebuilt is not null && graph.Budget.Problem is null && IsUpdate(rebuilt);
    }

    private static bool IsUpdate(ReadOnlySpan<byte> json) =>
        UpdateScanner.TryRead(json, out var head, out _) && head.UpdateId is not null;
}
