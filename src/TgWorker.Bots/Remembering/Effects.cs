using TgWorker.Core.Handling;
using TgWorker.Core.Queues;

namespace TgWorker.Bots.Remembering;

/// <summary>Effects that run once per update.</summary>
internal static class Effects
{
    private const int LongestKey = 128;
    private static readonly TimeSpan KeepFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan UnavailablePause = TimeSpan.FromMilliseconds(400);

    public static async ValueTask<bool> OnceAsync(
        UpdateContext context, string key, Func<CancellationToken, Task> effect, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, LongestKey, nameof(key));
        ArgumentNullException.ThrowIfNull(effect);
        var memory = context.Memory ?? throw new InvalidOperationException("This queue cannot remember which effects ran.");
        var mark = $"{JobName.Of(context.Job)}:{key}";
        switch (await TakeAsync(memory, context, mark, cancellationToken).ConfigureAwait(false))
        {
            case false:
                return false;
            case null:
                throw new LeaseLostException("The chat is with another worker by now; the effect is left to it.", null!);
        }

        try
        {
            await effect(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch
        {
            // Not cancelled with the handler: the next try shall run the effect.
            await memory.ReturnMarkAsync(context.Delivery, mark, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    // An answer that is lost may have been a yes: asking again under the same name finds out.
    private static async ValueTask<bool?> TakeAsync(
        ILaneMemory memory, UpdateContext context, string mark, CancellationToken cancellationToken)
    {
        var time = (TimeProvider?)context.Services.GetService(typeof(TimeProvider)) ?? TimeProvider.System;
        var taker = Guid.NewGuid().ToString("N");
        while (true)
        {
            try
            {
                return await memory.TakeMarkAsync(context.Delivery, mark, taker, KeepFor, cancellationToken).ConfigureAwait(false);
            }
            catch (QueueUnavailableException)
            {
                await Task.Delay(UnavailablePause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
