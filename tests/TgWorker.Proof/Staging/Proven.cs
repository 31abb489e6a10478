using TgWorker.Proof.Checking;
using Xunit.Sdk;

namespace TgWorker.Proof.Staging;

/// <summary>Says what a stage has proven.</summary>
public static class Proven
{
    /// <summary>Fails unless every promise was kept and every update was handled but those that are to have failed.</summary>
    public static async Task AllHandledAsync(this Stage stage, CheckerOptions? options = null, params long[] failed)
    {
        var judgement = await stage.JudgeAsync(options);
        var remains = await stage.Queue.ReadAsync();
        if (!judgement.IsGood || remains.Queued.Count > 0 || !remains.Failed.SetEquals(failed))
        {
            throw new XunitException(
                $"{judgement}\n{stage.LastLines()}\nqueued: {string.Join(", ", remains.Queued)}; failed: "
                    + $"{string.Join(", ", remains.Failed.Order())}, "
                + $"expected: {string.Join(", ", failed.Order())}");
        }
    }
}
