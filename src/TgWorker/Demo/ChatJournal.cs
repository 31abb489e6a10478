namespace TgWorker.Demo;

/// <summary>What happened to the messages of one chat.</summary>
internal sealed class ChatJournal(DemoChat chat)
{
    private const int Kept = 5;

    private readonly Lock gate = new();
    private readonly Queue<ChatResult> latest = new(Kept + 1);

    public DemoChat Chat { get; } = chat;

    public OrderCheck Order { get; } = new();

    /// <summary>The latest results, the newest last.</summary>
    public IReadOnlyList<ChatResult> Latest
    {
        get
        {
            lock (gate)
            {
                return [.. latest];
            }
        }
    }

    public void Add(ChatResult result)
    {
        lock (gate)
        {
            latest.Enqueue(result);
            if (latest.Count > Kept)
            {
                latest.Dequeue();
            }
        }
    }
}
