using System.Globalization;
using TgWorker.Redis.Replicas;

namespace TgWorker.Redis.Diagnosing.Checks;

/// <summary>Leases go by Redis's clock alone, but ages, due times of Laravel's and what Horizon shows compare clocks.</summary>
internal sealed class ClockCheck : ICheck
{
    private const double Most = 2000;

    public string Name => "clock";

    public async IAsyncEnumerable<Finding> FindAsync(Examination examination)
    {
        var before = examination.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var server = await RedisWorkers.NowAsync(examination.Connection).ConfigureAwait(false);
        var after = examination.Time.GetUtcNow().ToUnixTimeMilliseconds();

        // The answer was made at some time between the two.
        var skew = server < before ? server - before : server > after ? server - after : 0;
        if (Math.Abs(skew) > Most)
        {
            yield return new Finding(
                Name,
                "clock",
                string.Create(CultureInfo.InvariantCulture,
                    $"Redis's clock is {Math.Abs(skew) / 1000.0:0.0} s {(skew < 0 ? "behind" : "ahead of")} this machine's"),
                "let both follow a time server (chrony, systemd-timesyncd): ages and due times are wrong by as much");
        }
    }
}
