namespace TgWorker.Demo;

/// <summary>What happened to the messages of one chat.</summary>
internal sealed class ChatJournal(DemoChat chat)
{
    private const int Kept = 5;

    private readonly Lock _gate = new();
    private readonly Queue<ChatResult> _latest = new(Kept + 1);

    public DemoChat Chat { get; } = chat;

    public OrderCheck Order { get; } = new();

    /// <summary>The latest results, the newest last.</summary>
    public IReadOnlyList<ChatResult> Latest
    {
        get
        {
            lock (_gate)
            {
                return [.. _latest];
            }
        }
    }

    public void Add(ChatResult result)
    {
        lock (_gate)
        {
            _latest.Enqueue(result);
            if (_latest.Count > Kept)
            {
                _latest.Dequeue();
            }
        }
    }
}
