using System.Globalization;
using System.Text;
using TgWorker.Model.Specification;

namespace TgWorker.Model.Comparing;

/// <summary>What the numbers of the specification are called in Redis.</summary>
internal static class Naming
{
    public const int Lanes = 3;
    public const int Workers = 10;
    public const int Jobs = 32;

    /// <summary>Three bitmaps, of which two are kept.</summary>
    public static readonly SeenBudget Seen = new(Bitmaps: 3, Most: 2, WorthKeeping: 3, LifeSeconds: 8);

    // In the order of their bytes, as sorted sets order equal scores. One is the beginning of another, and of the same bot.
    private static readonly string[] LaneNames = ["a", "a: 1", "béta"];

    public static IReadOnlyList<JobFacts> Facts { get; } = [.. Enumerable.Range(0, Jobs).Select(FactsOf)];

    public static string Lane(int lane) => LaneNames[lane];

    /// <summary>The bots that the lanes are of.</summary>
    public static readonly string[] Bots = ["a", "béta"];

    public static int BotOf(int lane) => lane == 2 ? 1 : 0;

    public static int Lane(string name) => Array.IndexOf(LaneNames, name);

    public static string Worker(int worker) => string.Create(CultureInfo.InvariantCulture, $"w{worker}");

    /// <summary>
    /// The entry. Of every four jobs two end alike and differ in length, and two are equally long and differ at the end.
    /// </summary>
    public static string Payload(int job) => job % 4 < 2
        ? $"{job:D3}{new string('.', job)}-equal-to-the-last"
        : $"{job:D3}{new string('.', Jobs)}-{job:D3}-is-different";

    public static int Job(string payload) => int.Parse(payload.AsSpan(0, 3), CultureInfo.InvariantCulture);

    public static string Failed(FailedId id) =>
        string.Create(CultureInfo.InvariantCulture, $"uuid{id.Uuid}{(id.Fence == 0 ? "" : "-" + id.Fence)}");

    /// <summary>Its id as the specification has it.</summary>
    public static FailedId Failed(string id)
    {
        var parts = id["uuid".Length..].Split('-');
        return new FailedId(
            int.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? long.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
    }

    /// <summary>A server by its number.</summary>
    public static string Server(int server) => string.Create(CultureInfo.InvariantCulture, $"s{server}");

    public static string Record(int job) => $"{{\"lane\":\"{Lane(Facts[job].Lane)}\"}}";

    /// <summary>The bitmap as the list of bitmaps names it.</summary>
    public static string Bitmap(int bitmap) => string.Create(CultureInfo.InvariantCulture, $"{bitmap}::bot");

    /// <summary>What the specification's state looks like in Redis, in the words of dump.lua.</summary>
    public static string Dump(QueueState state, bool takeFromTail)
    {
        var text = new StringBuilder();
        Line(text, "list", (takeFromTail ? state.List.AsEnumerable().Reverse() : state.List).Select(Payload));
        for (var lane = 0; lane < Lanes; lane++)
        {
            if (state.Lanes[lane] is { } its)
            {
                Line(text, $"lane {Lane(lane)} {its.Fence} {its.Head}", its.Jobs.Select(Payload));
            }

            if (state.Tries[lane] is { } tries)
            {
                Line(text, $"tries {Lane(lane)} {tries.Lapses} {tries.Failures}", []);
            }

            if (state.IsPaused(lane))
            {
                Line(text, $"paused {Lane(lane)} {state.Paused[lane]}", []);
            }

            if (state.PausedSince[lane] != QueueState.None)
            {
                Line(text, $"paused since {Lane(lane)} {state.PausedSince[lane]}", []);
            }

            if (state.Stopped[lane] is { } stopped)
            {
                Line(text, $"stopped {Lane(lane)} {Failed(stopped)}", []);
            }

            if (state.Cancelled[lane] != QueueState.None)
            {
                Line(text, $"cancelled {Lane(lane)} {state.Cancelled[lane]} {Step.CancelRun.By}", []);
            }
        }

        for (var bot = 0; bot < Bots.Length; bot++)
        {
            if (state.BotPauses[bot] is { } pause)
            {
                Line(text, $"paused bot {Bots[bot]} {pause.Number} {pause.Since}{(pause.HasEnded ? " ended" : "")}", []);
            }
        }

        var lanes = state.Lanes.Where(lane => lane is not null).ToList();
        Line(text, $"fields {lanes.Count} {lanes.Sum(lane => lane!.Jobs.Length)} {state.Tries.Count(tries => tries is not null)} "
            + $"{state.Stopped.Count(stopped => stopped is not null)} {state.Failed.Count}", []);
        Line(text, "ready", Scored(state.Ready, Lane));
        Line(text, "workers", Scored(state.Expiry, Worker));
        for (var worker = 0; worker < Workers; worker++)
        {
            if (state.Holding[worker] != 0)
            {
                Line(text, "holding " + Worker(worker), Enumerable.Range(0, Lanes).Where(lane => state.Holds(worker, lane)).Select(Lane));
            }
        }

        Line(text, $"fence {state.Fence}", []);
        Line(text, $"sorter {(state.Sorter < 0 ? "nobody" : Worker(state.Sorter))} ", []);
        foreach (var failed in state.Failed.OrderBy(failed => failed.At).ThenBy(failed => Failed(failed.Id), StringComparer.Ordinal))
        {
            var (id, payload) = (Failed(failed.Id), Payload(failed.Job));
            Line(text, failed.Why is { } why
                ? $"failed {id} {failed.At} {Unread(failed.Id)},\"error\":{Reason(why)},\"unread\":{payload.Length}}}\n\nunread {payload}"
                : $"failed {id} {failed.At} {Record(failed.Job)}\n{payload}", []);
        }

        Line(text, "php", state.Php.Select(Payload));
        Line(text, $"php tokens {state.Php.Count}", []);
        Line(text, state.Reading is { } reading
            ? $"reading {reading.Reads} {Payload(reading.Job).Length} {Payload(reading.Job)[^16..]}" : "reading nothing", []);
        Line(text, "muster", state.Muster is { } muster ? MusterOf(muster) : []);
        Line(text, "seen", Scored(state.SeenUntil, Bitmap));
        for (var bitmap = 0; bitmap < Seen.Bitmaps; bitmap++)
        {
            var seen = 0U;
            for (var bit = 0; bit < 32; bit++)
            {
                var update = (bit * Seen.Bitmaps) + bitmap;
                seen |= update < 64 && ((state.Seen >> update) & 1) != 0 ? 1U << (31 - bit) : 0;
            }

            Line(text, $"seen {seen} ", []);
        }

        return text.ToString(0, text.Length - 1);
    }

    /// <summary>The record of an entry that nobody read, without its end.</summary>
    public static string Unread(FailedId id) => $"{{\"id\":\"{Failed(id)}\"";

    /// <summary>Why nobody read an entry, as its record says it.</summary>
    public static string Reason(UnreadReason why) => $"\"{why}\"";

    private static IEnumerable<string> MusterOf(MusterState muster)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["server"] = Server(muster.Server) };
        if (muster.Since is { } since)
        {
            fields["since"] = Text(since);
            fields["until"] = Text(muster.Until);
            for (var worker = 0; worker < muster.Missing.Length; worker++)
            {
                if (muster.Missing[worker] != QueueState.None)
                {
                    fields["worker " + Worker(worker)] = Text(muster.Missing[worker]);
                }
            }
        }

        if (muster.IsOlder)
        {
            fields["older"] = "1";
        }

        return fields.Select(field => $"{field.Key}={field.Value}");

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private static void Line(StringBuilder text, string first, IEnumerable<string> words)
    {
        text.Append(first);
        foreach (var word in words)
        {
            text.Append(' ').Append(word);
        }

        text.Append('\n');
    }

    private static IEnumerable<string> Scored(long[] scores, Func<int, string> name) =>
        Enumerable.Range(0, scores.Length).Where(i => scores[i] != QueueState.None).OrderBy(i => scores[i])
            .SelectMany(i => new[] { name(i), scores[i].ToString(CultureInfo.InvariantCulture) });

    // Some updates come twice, some are not looked up, and some jobs have the id of another.
    private static JobFacts FactsOf(int job) => new(
        Lane: job * 7 % 10 % Lanes,
        Uuid: job % 3 == 1 ? job - 1 : job,
        Update: (job % 6) switch { 4 => -1, 3 => job - 2, _ => job });
}
