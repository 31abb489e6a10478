namespace TgWorker.Measuring.Traffic;

/// <summary>One chat after the other, all equally busy.</summary>
internal sealed class EvenChats(int chats) : IChatChoice
{
    private int _next;

    public int Next()
    {
        var chat = _next;
        _next = chat + 1 == chats ? 0 : chat + 1;
        return chat;
    }
}
