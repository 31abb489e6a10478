using System.Globalization;
using System.Text.Json;
using Telegram.Bot;
using Telegram.Bot.Requests.Abstractions;
using TgWorker.Bots.Remembering;
using TgWorker.Core.Handling;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Outgoing;

/// <summary>
/// What an update's handler has asked of Telegram, over all its tries and deliveries, with the answers: a call that was answered is not
/// made again. Equal calls are told apart by their number: the handler that sends the same text twice sends it twice.
/// </summary>
internal sealed class CallNotes(UpdateContext context, ILaneMemory memory, TimeProvider time)
{
    /// <summary>How long an update may wait between two tries: a 429 parks it for a day at most.</summary>
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(48);
    private static readonly TimeSpan UnavailablePause = TimeSpan.FromMilliseconds(400);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _made = new(StringComparer.Ordinal);
    private readonly string _job = JobName.Of(context.Job);
    private Task<Dictionary<string, string>>? _earlier;

    /// <summary>Answers a call from memory, or makes it and remembers the answer.</summary>
    /// <exception cref="LeaseLostException">The chat is with another worker by now: it goes on from here.</exception>
    public async Task<TResponse> CallAsync<TResponse>(
        IRequest<TResponse> request, Func<IRequest<TResponse>, CancellationToken, Task<TResponse>> callAsync,
        CancellationToken cancellationToken)
    {
        var key = NumberOf(CallKey.Of(request));
        var earlier = await EarlierAsync(cancellationToken).ConfigureAwait(false);
        if (earlier.TryGetValue(key, out var answered))
        {
            return JsonSerializer.Deserialize<TResponse>(answered, JsonBotAPI.Options)!;
        }

        var answer = await callAsync(request, cancellationToken).ConfigureAwait(false);
        await NoteAsync(key, JsonSerializer.Serialize(answer, JsonBotAPI.Options), cancellationToken).ConfigureAwait(false);
        return answer;
    }

    private string NumberOf(string call)
    {
        lock (_lock)
        {
            var number = _made.GetValueOrDefault(call) + 1;
            _made[call] = number;
            return string.Create(CultureInfo.InvariantCulture, $"{call}#{number}");
        }
    }

    private Task<Dictionary<string, string>> EarlierAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _earlier is null or { IsCanceled: true } or { IsFaulted: true } ? _earlier = RecallAsync(cancellationToken) : _earlier;
        }
    }

    private async Task<Dictionary<string, string>> RecallAsync(CancellationToken cancellationToken)
    {
        var notes = await UntilAvailableAsync(() => memory.RecallJobAsync(context.Delivery, _job, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        return new Dictionary<string, string>(notes, StringComparer.Ordinal);
    }

    private async Task NoteAsync(string key, string answer, CancellationToken cancellationToken)
    {
        if (!await UntilAvailableAsync(
            () => memory.NoteJobAsync(context.Delivery, _job, key, answer, KeepFor, cancellationToken), cancellationToken)
                .ConfigureAwait(false))
        {
            throw new LeaseLostException("The chat is with another worker by now; what else is to be sent is left to it.", null!);
        }
    }

    // Without its notes a handler would repeat itself; the lease ends long before this would go on for ever.
    private async Task<T> UntilAvailableAsync<T>(Func<ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (QueueUnavailableException)
            {
                await Task.Delay(UnavailablePause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
