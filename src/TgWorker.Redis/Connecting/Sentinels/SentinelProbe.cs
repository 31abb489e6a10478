using TgWorker.Redis.Connecting.Wire;

namespace TgWorker.Redis.Connecting.Sentinels;

/// <summary>Asks the Sentinels once where the primary is, or why they do not say.</summary>
internal static class SentinelProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Asks them all and believes the latest fail-over.</summary>
    public static async Task<(
        ServerAddress? Primary, RedisProblem? Problem)> FindAsync(SentinelSettings settings, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(settings.Address.Sentinels.Select(sentinel => AskAsync(sentinel, settings, cancellationToken)))
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var best = answers.Select(static answer => answer.Report).OfType<SentinelReport>().MaxBy(static report => report.Epoch);
        return best is not null
            ? (best.Primary, null)
            : (null, SentinelSilence.Explain([.. answers.Select(static answer => (answer.Address, answer.Problem))], settings.Address));
    }

    private static async Task<(ServerAddress Address, SentinelReport? Report, Exception? Problem)> AskAsync(
        ServerAddress address, SentinelSettings settings, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var connection = await settings.Sentinel.OpenAsync(address, limit.Token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return (address, await SentinelQuestions.AskAsync(connection, settings.Address.Master, now: 0, limit.Token)
                    .ConfigureAwait(false), null);
            }
        }
        catch (Exception exception) when (RespConnection.IsTrouble(exception))
        {
            return (address, null, exception is OperationCanceledException ? new IOException("no answer in time") : exception);
        }
    }
}
