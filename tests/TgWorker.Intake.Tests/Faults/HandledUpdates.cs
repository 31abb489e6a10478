using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using TgWorker.TestSupport.Processes;

namespace TgWorker.Intake.Tests.Faults;

/// <summary>Lets a worker handle what is on the queue, and says what it handled in which order.</summary>
internal static class HandledUpdates
{
    /// <summary>The ids in the order in which they were handled.</summary>
    /// <param name="arguments">Where the queue is.</param>
    public static async Task<IReadOnlyList<int>> DrainAsync(params string[] arguments)
    {
        var (gate, handled) = (new Lock(), new List<int>());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var endpoint = builder.Build();
        endpoint.Run(async http =>
        {
            var update = await JsonDocument.ParseAsync(http.Request.Body);
            lock (gate)
            {
                handled.Add(update.RootElement.GetProperty("update_id").GetInt32());
            }
        });
        await endpoint.StartAsync();
        await using var worker = WorkerProcess.Start(["work", .. arguments, "--forward-to", endpoint.Urls.First(), "--stop-when-empty"]);
        Assert.Equal(0, await worker.WaitForExitAsync(TimeSpan.FromMinutes(2)));
        return handled;
    }

    /// <summary>Nothing is lost, nothing handled twice.</summary>
    public static void AssertOnce(IReadOnlyList<TrafficUpdate> added, IReadOnlyList<int> handled)
    {
        Assert.Empty(added.Select(update => update.Id).Except(handled));
        Assert.Empty(handled.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.Equal(added.Count, handled.Count);
    }

    /// <summary>Nothing has overtaken what stood before it.</summary>
    /// <param name="added">What was added, in order.</param>
    /// <param name="handled">What was handled, in order.</param>
    /// <param name="line">What stands in one line.</param>
    public static void AssertOrder<T>(IReadOnlyList<TrafficUpdate> added, IReadOnlyList<int> handled, Func<TrafficUpdate, T> line)
    {
        var place = handled.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        foreach (var one in added.GroupBy(line))
        {
            var places = one.Select(update => place[update.Id]).ToList();
            Assert.Equal(places.Order(), places);
        }
    }
}
