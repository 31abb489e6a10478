using TgWorker.Core.Sending;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Steps;

/// <summary>The turns of what bots send.</summary>
internal sealed class SendSteps(RawConnection connection, SqlTexts sql)
{
    private readonly Statement _read = connection.Prepare(sql["outgoing.read"]);
    private readonly Statement _write = connection.Prepare(sql["outgoing.write"]);

    /// <summary>Takes a turn of chat, group and bot, or none of them.</summary>
    public SendTurn Take(Transaction transaction, SendWish wish)
    {
        var isBulk = wish.Class != SendClass.Answer;
        var bot = isBulk ? BotSends.Parse(Read(wish.Bot)) : BotSends.None;
        var (turn, sent, of) = SendRules.Take(wish, ChatSends.Parse(Read(PlaceOf(wish))), bot, transaction.Now);
        if (turn.IsTaken)
        {
            Write(PlaceOf(wish), sent.ToString(), sent.Until);
        }

        if (of != bot)
        {
            Write(wish.Bot, of.ToString(), of.Until);
        }

        return turn;
    }

    /// <summary>Notes that Telegram refused a call.</summary>
    /// <returns>Whether all but answers pause.</returns>
    public bool NoteRefused(Transaction transaction, SendRefusal refusal)
    {
        var wish = refusal.Wish;
        var (isWide, chat, bot) = SendRules.Refuse(
            refusal, ChatSends.Parse(Read(PlaceOf(wish))), BotSends.Parse(Read(wish.Bot)), transaction.Now);
        Write(PlaceOf(wish), chat.ToString(), chat.Until);
        Write(wish.Bot, bot.ToString(), bot.Until);
        return isWide;
    }

    // A bot is known by a number.
    private static string PlaceOf(SendWish wish) => $"{wish.Bot} {wish.Chat}";

    private string? Read(string key) => _read.Bind(1, key).ReadText();

    private void Write(string key, string state, long until) => _write.Bind(1, key).Bind(2, state).Bind(3, until).Run();
}
