using TgWorker.Core.Copying;
using TgWorker.Core.Queues;

namespace TgWorker.Tests.Copying;

/// <summary>A target that is gone after so many parts, or before or after the end.</summary>
internal sealed class BreakingTarget(ICopyTarget inner, int parts, bool answerOfTheEndIsLost) : ICopyTarget
{
    public Task CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public Task<bool> CancelAsync(string copy, CancellationToken cancellationToken) => inner.CancelAsync(copy, cancellationToken);

    public async Task<ICopy?> BeginAsync(string copy, CancellationToken cancellationToken) =>
        await inner.BeginAsync(copy, cancellationToken) is { } begun ? new BreakingCopy(begun, parts, answerOfTheEndIsLost) : null;

    private sealed class BreakingCopy(ICopy inner, int parts, bool answerOfTheEndIsLost) : ICopy
    {
        private int _added;

        public Task AddAsync(CopiedPart part, CancellationToken cancellationToken) =>
            _added++ < parts ? inner.AddAsync(part, cancellationToken) : throw new QueueUnavailableException("gone");

        public async Task EndAsync(CopiedQueue queue, CancellationToken cancellationToken)
        {
            if (answerOfTheEndIsLost)
            {
                await inner.EndAsync(queue, cancellationToken);
            }

            throw new QueueUnavailableException("gone");
        }
    }
}
