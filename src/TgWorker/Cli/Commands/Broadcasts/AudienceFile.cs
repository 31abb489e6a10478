using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using TgWorker.Bots;

namespace TgWorker.Cli.Commands.Broadcasts;

/// <summary>
/// An audience in a file: a chat id per line; or CSV with a line of names first, of which <c>chat</c>, <c>chat_id</c>, <c>user_id</c> or
/// <c>id</c>, or else the first of several columns, is the chat, and <c>time_zone</c> says in which zone hours are meant.
/// </summary>
/// <param name="path">How it is named in what is said.</param>
/// <param name="open">Opens it.</param>
/// <param name="hasHours">Whether time zones are of use.</param>
internal sealed class AudienceFile(string path, Func<TextReader> open, bool hasHours)
{
    private const string TimeZone = "time_zone";

    private static readonly string[] ChatNames = ["chat", "chat_id", "user_id", "id"];

    /// <summary>The names of the columns beside the chat; empty for a list of chats.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task<IReadOnlyList<string>> ReadNamesAsync(CancellationToken cancel)
    {
        using var lines = open();
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                var (names, chat) = Header(line);
                return [.. names.Where((_, column) => column != chat)];
            }
        }

        return [];
    }

    /// <summary>Reads it to its end.</summary>
    /// <exception cref="FormatException">A line cannot be read; the message names it.</exception>
    public async IAsyncEnumerable<BroadcastRecipient> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using var lines = open();
        (string[] Names, int Chat)? header = null;
        for (var number = 1; await lines.ReadLineAsync(cancel) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            if (line.Count(letter => letter == '"') % 2 != 0)
            {
                throw new FormatException(
                    $"{Where(number)} has a quote that does not end on the line: a value cannot have line breaks; "
                        + "write a quote in it twice.");
            }

            if (header is null)
            {
                header = Header(line);
                if (header.Value.Names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
                {
                    throw new FormatException($"{Where(number)} names the column '{twice.Key}' twice.");
                }

                if (header.Value.Names.Length > 0)
                {
                    continue;
                }
            }

            yield return Read(line, number, header.Value.Names, header.Value.Chat);
        }
    }

    /// <summary>The cells of a line of CSV; in quotes, a quote is written twice.</summary>
    internal static IReadOnlyList<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '"' when quoted && i + 1 < line.Length && line[i + 1] == '"':
                    cell.Append('"');
                    i++;
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' or ';' or '\t' when !quoted:
                    cells.Add(cell.ToString().Trim());
                    cell.Clear();
                    break;
                default:
                    cell.Append(line[i]);
                    break;
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells;
    }

    // A line that may be a recipient is never taken for names: nobody would notice that one is missing.
    private static (string[] Names, int Chat) Header(string line)
    {
        var cells = Cells(line.TrimStart('\uFEFF'));
        var chat = cells.ToList().FindIndex(name => ChatNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        return chat >= 0 ? ([.. cells], chat)
            : cells.Count < 2 || cells.Any(MayBeAChat) ? ([], 0)
            : ([.. cells], 0);
    }

    private BroadcastRecipient Read(string line, int number, string[] names, int chat)
    {
        var cells = Cells(line.TrimStart('\uFEFF'));
        var where = Where(number);
        if (cells.Count > Math.Max(names.Length, 1))
        {
            throw new FormatException(names.Length == 0
                ? $"{where} has {cells.Count} columns without names: write a first line that names them, such as chat,name."
                : $"{where} has {cells.Count} columns, and the first line names {names.Length}.");
        }

        if (chat >= cells.Count || !long.TryParse(cells[chat], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
            || id == 0)
        {
            throw new FormatException($"{where}: '{(chat < cells.Count ? cells[chat] : "")}' is not a chat id: give its number.");
        }

        return new BroadcastRecipient(id)
        {
            TimeZone = hasHours ? ZoneOf(cells, names, where) : null,
            Values = names.Length < 2 ? null : names.Select((name, column) => (name, column)).Where(its => its.column != chat)
                .ToDictionary(its => its.name, its => its.column < cells.Count ? cells[its.column] : "", StringComparer.Ordinal),
        };
    }

    private static string? ZoneOf(IReadOnlyList<string> cells, string[] names, string where)
    {
        var column = Array.FindIndex(names, name => string.Equals(name, TimeZone, StringComparison.OrdinalIgnoreCase));
        var zone = column < 0 || column >= cells.Count ? "" : cells[column];
        return zone.Length == 0 ? null : BroadcastHours.IsZone(zone) ? zone
            : throw new FormatException(
                $"{where}: '{zone}' is not a time zone that this machine knows: give an IANA id such as Europe/Berlin.");
    }

    private static bool MayBeAChat(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell[0] is '-' or '+' or '@');

    private string Where(int number) => string.Create(CultureInfo.InvariantCulture, $"{path} line {number}");
}
