using System.Globalization;
using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>Asks a Sentinel what it knows of a primary.</summary>
internal static class SentinelQuestions
{
    // A replica with one of these is not made the primary.
    private static readonly string[] Unfit = ["s_down", "o_down", "disconnected"];

    /// <summary>Asks everything at once.</summary>
    /// <exception cref="ErrorReplyException">It answered with an error.</exception>
    public static async Task<SentinelReport> AskAsync(RespConnection sentinel, string master, long now, CancellationToken cancellationToken)
    {
        // Its number of the fail-over before the address: should that change in between, the number is the lower one.
        string[][] questions =
        [
            ["SENTINEL", "MYID"], ["SENTINEL", "MASTER", master], ["SENTINEL", "GET-MASTER-ADDR-BY-NAME", master],
            ["SENTINEL", "SENTINELS", master], ["SENTINEL", "REPLICAS", master],
        ];
        foreach (var question in questions)
        {
            await sentinel.SendAsync(question, cancellationToken).ConfigureAwait(false);
        }

        var answers = new RespReply[questions.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = await sentinel.ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (Array.Find(answers, static answer => answer.IsError) is { } error)
        {
            throw new ErrorReplyException(error.Text!);
        }

        return Read(answers, now);
    }

    private static SentinelReport Read(RespReply[] answers, long now)
    {
        var master = answers[1].ToFields();
        var known = AddressIn(master);
        string[] named = [.. answers[2].Texts];
        var primary = named is [var host, var port] ? new ServerAddress(host, Number(port)) : known;
        return new SentinelReport(
            answers[0].Text ?? "",
            primary,
            long.Parse(master["config-epoch"], CultureInfo.InvariantCulture),
            // Once the other server is promoted it is the one that is named, although the replicas are still being told.
            master["flags"].Split(',').Contains("failover_in_progress") && primary == known,
            answers[3].Items!.Select(static item => item.ToFields())
                .Where(static fields => fields.GetValueOrDefault("runid", "").Length > 0)
                .DistinctBy(static fields => fields["runid"]).ToDictionary(static fields => fields["runid"], AddressIn),
            [.. answers[4].Items!.Select(static item => item.ToFields()).Where(IsFit).Select(AddressIn)],
            now);
    }

    private static bool IsFit(Dictionary<string, string> replica) => !replica["flags"].Split(',').Intersect(Unfit).Any();

    private static ServerAddress AddressIn(Dictionary<string, string> fields) => new(fields["ip"], Number(fields["port"]));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
