namespace TgWorker.Demo;

/// <summary>The people and groups of the demo.</summary>
internal static class DemoChats
{
    private static readonly (string Name, ChatKind Kind)[] Cast =
    [
        ("News group", ChatKind.Busy), ("Support", ChatKind.Busy),
        ("Boris", ChatKind.Slow), ("Chiara", ChatKind.Slow),
        ("Dmitri", ChatKind.Flaky), ("Elif", ChatKind.Flaky), ("Farid", ChatKind.Flaky),
        ("Greta", ChatKind.Poison), ("Hugo", ChatKind.Poison),
        ("Ines", ChatKind.Normal), ("Jonas", ChatKind.Normal), ("Kenji", ChatKind.Normal),
    ];

    private static readonly string[] Others =
    [
        "Lena", "Marek", "Nadia", "Olga", "Paulo", "Quinn", "Rosa", "Sven", "Tomas", "Uma", "Viktor", "Wanda",
        "Xenia", "Yusuf", "Zoe", "Amir", "Bea", "Carlos", "Dana", "Emil", "Fiona", "Goran", "Hana", "Ivan",
    ];

    /// <summary>How many chats, counted from the first, the view shows.</summary>
    public static int Shown => Cast.Length;

    public static IReadOnlyList<DemoChat> Create() =>
        [.. Cast.Concat(Others.Select(name => (name, ChatKind.Normal))).Select((chat, index) => Create(index, chat))];

    // Groups have negative ids, as with Telegram.
    private static DemoChat Create(int index, (string Name, ChatKind Kind) chat)
        => new(chat.Kind == ChatKind.Busy ? -1_001_000_000_000 - index : 5_000_000_000 + index, chat.Name, chat.Kind);
}
