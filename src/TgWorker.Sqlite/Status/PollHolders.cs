using TgWorker.Core.Queues;
using TgWorker.Core.Text;
using TgWorker.Sqlite.Stores;

namespace TgWorker.Sqlite.Status;

/// <summary>Reads who asks Telegram for the bots' updates. Some of them, where there are very many.</summary>
internal static class PollHolders
{
    private const int Most = 200;

    public static IReadOnlyList<PollHolder> Read(IQueueStore store) => store.Read(reads =>
    {
        var (holders, now) = (new List<PollHolder>(), store.Clock.Now);
        for (var look = reads["look.polls"].Bind(1, Most); look.Read();)
        {
            holders.Add(new PollHolder(look.Text(0), look.Text(1), KeptTime.SpanOfMicroseconds((double)look.Number(2) - now))
            {
                LastUpdateId = look.NumberOrNull(3),
                SincePush = look.Number(4) > 0 ? KeptTime.SpanOfMicroseconds(Math.Max((double)now - look.Number(4), 0)) : null,
            });
        }

        return holders;
    });
}
