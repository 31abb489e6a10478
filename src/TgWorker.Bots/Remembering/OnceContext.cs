using TgWorker.Bots.Remembering;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Effects that run once per update.</summary>
public static class OnceContext
{
    /// <summary>
    /// Runs an effect that must not repeat: once per update and <paramref name="key"/>, however often the update is tried or
    /// delivered. The key is taken before the effect runs. If the process dies during the effect, it does not run again; if the effect
    /// throws, it runs again at the next try.
    /// </summary>
    /// <param name="context">The update.</param>
    /// <param name="key">Names the effect within the update, 1 to 128 characters.</param>
    /// <param name="effect">The effect.</param>
    /// <param name="cancellationToken">Cancels the effect.</param>
    /// <returns>Whether it ran now.</returns>
    /// <exception cref="InvalidOperationException">The queue cannot remember.</exception>
    public static ValueTask<bool> OnceAsync(
        this UpdateContext context, string key, Func<CancellationToken, Task> effect, CancellationToken cancellationToken = default) =>
        Effects.OnceAsync(context, key, effect, cancellationToken);
}
