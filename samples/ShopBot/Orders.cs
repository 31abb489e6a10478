using System.Collections.Concurrent;

namespace ShopBot;

/// <summary>What was paid for, by the charge's id, so that no charge counts twice. A real shop would write to its database, with the
/// charge's id as the key.</summary>
public sealed class Orders
{
    private readonly ConcurrentDictionary<string, int> _paid = new(StringComparer.Ordinal);

    public int Count => _paid.Count;

    public Task AddAsync(string charge, int item)
    {
        _paid.TryAdd(charge, item);
        return Task.CompletedTask;
    }
}
