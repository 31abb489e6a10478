using System.Globalization;
using TgWorker.Bots;

namespace BroadcastBot;

/// <summary>Who gets the news, in a file: a line for each, of chat and name.</summary>
public sealed class Subscribers(string file)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, string> _all = (File.Exists(file) ? File.ReadAllLines(file) : [])
        .Select(line => line.Split('\t', 2)).ToDictionary(parts => long.Parse(parts[0], CultureInfo.InvariantCulture), parts => parts[1]);

    /// <summary>Adds one.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(long chat, string? name) => Change(() => _all.TryAdd(chat, name ?? "friend"));

    /// <summary>Takes one away.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(long chat) => Change(() => _all.Remove(chat));

    /// <summary>All of them, as a broadcast's audience. A database would read them row by row.</summary>
    public async IAsyncEnumerable<BroadcastRecipient> All()
    {
        KeyValuePair<long, string>[] all;
        lock (_lock)
        {
            all = [.. _all];
        }

        foreach (var (chat, name) in all)
        {
            yield return new BroadcastRecipient(chat) { Values = new Dictionary<string, string> { ["name"] = name } };
        }

        await Task.CompletedTask;
    }

    private bool Change(Func<bool> change)
    {
        lock (_lock)
        {
            var isChanged = change();
            if (isChanged)
            {
                File.WriteAllLines(file, _all.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}\t{one.Value}")));
            }

            return isChanged;
        }
    }
}
