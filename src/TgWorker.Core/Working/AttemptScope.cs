using System.Collections;
using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Core.Text;

namespace TgWorker.Core.Working;

/// <summary>The logging scope of an attempt: which update a line is about. Read only by loggers that show scopes.</summary>
internal sealed class AttemptScope(Delivery delivery, int attempt) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 4;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Bot", Bot),
        1 => new("Lane", delivery.Lane),
        2 => new("UpdateId", delivery.Job.UpdateId),
        3 => new("Attempt", attempt),
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    private string Bot => SafeText.Of(delivery.Job.Bot);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"bot {Bot}, chat {delivery.Lane}, update {delivery.Job.UpdateId}, try {attempt}");
}
