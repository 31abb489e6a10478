using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TgWorker.Hosting.Lifetime;
using TgWorker.Intake.Polling;

namespace TgWorker.Hosting.Intake;

/// <summary>The poller. A host whose tokens were all refused has nothing left to do, and ends.</summary>
internal sealed class PollerFeature(
    IOptions<PollerOptions> options, Lazy<PollKeeper> keeper, IHostApplicationLifetime host, WorkerResult result) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var problems = PollerOptionsCheck.Problems(options.Value).ToList();
        if (problems.Count > 0)
        {
            throw new FeatureStartException(string.Join(" ", problems), ExitCode.Usage);
        }

        keeper.Value.Hopeless = () =>
        {
            result.End(ExitCode.Usage);
            host.StopApplication();
        };
        return keeper.Value.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (keeper.IsValueCreated)
        {
            await keeper.Value.StopAsync(cancellationToken);
        }

        result.End(ExitCode.Done);
    }
}
