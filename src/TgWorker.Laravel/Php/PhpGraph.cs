namespace TgWorker.Laravel.Php;

/// <summary>
/// A serialised value as a flat list of nodes in the order of the text; an array or object is followed by a key and a value
/// for each element. Takes a fixed multiple of the text's length, whatever the text claims.
/// </summary>
internal readonly ref struct PhpGraph
{
    private readonly List<PhpNode> _nodes;

    private PhpGraph(ReadOnlySpan<byte> text, List<PhpNode> nodes, GraphBudget budget)
    {
        Text = text;
        _nodes = nodes;
        Budget = budget;
    }

    /// <summary>What reading the graph may still cost.</summary>
    public GraphBudget Budget { get; }

    /// <summary>The text that the graph was read from.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>The number of nodes; the first one is the whole value.</summary>
    public int Count => _nodes.Count;

    public PhpNode this[int node] => _nodes[node];

    /// <summary>Reads a graph; false when the text is not one serialised value, or the budget is spent.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, GraphBudget budget, out PhpGraph graph)
    {
        var nodes = new List<PhpNode>();
        var values = new List<int>();
        var open = new Stack<int>(PhpReader.MaxDepth);
        var countable = true;
        var php = new PhpReader(text);
        PhpToken token;
        while ((token = php.Read()) is not (PhpToken.Invalid or PhpToken.End) && budget.Step(nodes.Count))
        {
            if (token == PhpToken.Close)
            {
                var start = open.Pop();
                nodes[start] = nodes[start] with { Next = nodes.Count };
                continue;
            }

            var target = -1;
            if (token is PhpToken.ObjectReference or PhpToken.Reference)
            {
                // Values are numbered from 1 as they come. What is referred to came before, so this never runs in circles
                // by itself; an object may still hold itself.
                target = php.Count >= 1 && php.Count <= values.Count ? values[php.Count - 1] : -1;
            }

            if (!php.IsKey && token != PhpToken.Reference && countable)
            {
                values.Add(target >= 0 ? target : nodes.Count);
            }

            if (token is PhpToken.ArrayStart or PhpToken.ObjectStart)
            {
                open.Push(nodes.Count);
            }

            // How many values an object that wrote itself has counted is its own secret.
            countable &= token != PhpToken.Custom;
            nodes.Add(new PhpNode(token, new PhpSlice(php.Start, php.Length), target, nodes.Count + 1));
        }

        graph = new PhpGraph(text, nodes, budget);
        return token == PhpToken.End;
    }

    /// <summary>The node's text.</summary>
    public ReadOnlySpan<byte> TextOf(int node) => _nodes[node].Text.Of(Text);

    /// <summary>The value that a reference leads to, or the node itself; -1 when that cannot be known.</summary>
    public int Resolve(int node) =>
        _nodes[node].Token is PhpToken.ObjectReference or PhpToken.Reference ? _nodes[node].Target : node;

    /// <summary>Whether the node is an array or object.</summary>
    public bool HasElements(int node) => _nodes[node].Token is PhpToken.ArrayStart or PhpToken.ObjectStart;

    /// <summary>The value of the element of this name, references resolved; -1 when there is none.</summary>
    public int Find(int node, ReadOnlySpan<byte> name)
    {
        if (HasElements(node))
        {
            var end = _nodes[node].Next;
            for (var key = node + 1; key < end; key = _nodes[key + 1].Next)
            {
                if (_nodes[key].Token == PhpToken.String && PhpReader.BareName(TextOf(key)).SequenceEqual(name))
                {
                    return Resolve(key + 1);
                }
            }
        }

        return -1;
    }

    /// <summary>What the node is; <see cref="PhpToken.Invalid"/> for a node that is not there.</summary>
    public PhpToken TokenOf(int node) => node < 0 ? PhpToken.Invalid : _nodes[node].Token;
}
