namespace TgWorker.Model.Exploring;

/// <summary>A worker process: what it remembers. To crash is to forget everything.</summary>
internal sealed class Process(int lanes)
{
    public const int NoName = -1;

    /// <summary>The name it has with the queue.</summary>
    public int Name { get; set; } = NoName;

    /// <summary>Whether an answer was lost, so that it must rejoin before anything else.</summary>
    public bool AnswerLost { get; set; }

    public HeldLane[] Held { get; private init; } = new HeldLane[lanes];

    /// <summary>The entries it has read off the list in order to sort them.</summary>
    public int[]? Read { get; set; }

    public Process Clone() => new(Held.Length) { Name = Name, AnswerLost = AnswerLost, Held = [.. Held], Read = Read };

    public void Forget()
    {
        (Name, AnswerLost, Read) = (NoName, false, null);
        Array.Clear(Held);
    }
}
