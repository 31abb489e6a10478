namespace TgWorker.Demo;

/// <summary>A made-up chat: its messages are numbered 1, 2, 3, … without a gap.</summary>
internal sealed class DemoChat(long id, string name, ChatKind kind)
{
    public long Id { get; } = id;

    public string Name { get; } = name;

    public ChatKind Kind { get; } = kind;

    /// <summary>How many messages a second come in.</summary>
    public double Rate => Kind switch
    {
        ChatKind.Busy => 20,
        ChatKind.Slow => 1.5,
        _ => 3,
    };

    /// <summary>How long a message takes to handle.</summary>
    public TimeSpan Work(long number) => TimeSpan.FromMilliseconds(Kind switch
    {
        ChatKind.Slow => 450,
        ChatKind.Busy => 5,
        _ => 20 + (number * 37 % 100),
    });

    /// <summary>Whether this attempt at a message fails.</summary>
    public bool Fails(long number, int attempt) => Kind switch
    {
        ChatKind.Flaky => number % 4 == 2 && attempt == 1,
        ChatKind.Poison => number % 6 == 3,
        _ => false,
    };
}
