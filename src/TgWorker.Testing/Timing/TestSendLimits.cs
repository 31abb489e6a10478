using TgWorker.Core.Queues;
using TgWorker.Core.Sending;

namespace TgWorker.Testing.Timing;

/// <summary>The limits of what bots send, in the test and by its time.</summary>
internal sealed class TestSendLimits(TimeProvider time) : ISendLimits
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Bot, string Chat), ChatSends> _chats = [];
    private readonly Dictionary<string, BotSends> _bots = new(StringComparer.Ordinal);

    private long Now => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public Task<SendTurn> TakeAsync(SendWish wish, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wish);
        lock (_gate)
        {
            var (turn, chat, bot) = SendRules.Take(wish, ChatOf(wish), BotOf(wish), Now);
            (_chats[(wish.Bot, wish.Chat)], _bots[wish.Bot]) = (chat, bot);
            return Task.FromResult(turn);
        }
    }

    /// <summary>How long to wait for a turn; zero: it was taken.</summary>
    public async Task<TimeSpan> WaitAsync(SendWish wish) =>
        await TakeAsync(wish, default).ConfigureAwait(false) is { IsTaken: false, Wait: var wait } ? wait : TimeSpan.Zero;

    public Task<bool> NoteRefusedAsync(SendRefusal refusal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        var wish = refusal.Wish;
        lock (_gate)
        {
            var (isWide, chat, bot) = SendRules.Refuse(refusal, ChatOf(wish), BotOf(wish), Now);
            (_chats[(wish.Bot, wish.Chat)], _bots[wish.Bot]) = (chat, bot);
            return Task.FromResult(isWide);
        }
    }

    private ChatSends ChatOf(SendWish wish) => _chats.GetValueOrDefault((wish.Bot, wish.Chat));

    private BotSends BotOf(SendWish wish) => _bots.GetValueOrDefault(wish.Bot, BotSends.None);
}
