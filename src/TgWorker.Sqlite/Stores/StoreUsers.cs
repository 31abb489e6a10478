namespace TgWorker.Sqlite.Stores;

/// <summary>Counts those who have a store in common: the last one to go closes it.</summary>
internal sealed class StoreUsers
{
    private int _count = 1;

    /// <summary>One more.</summary>
    /// <returns>False when the last one has gone already.</returns>
    public bool TryAdd()
    {
        for (var count = Volatile.Read(ref _count); count > 0;)
        {
            var was = Interlocked.CompareExchange(ref _count, count + 1, count);
            if (was == count)
            {
                return true;
            }

            count = was;
        }

        return false;
    }

    /// <summary>One less.</summary>
    /// <returns>Whether it was the last.</returns>
    public bool Remove() => Interlocked.Decrement(ref _count) == 0;
}
