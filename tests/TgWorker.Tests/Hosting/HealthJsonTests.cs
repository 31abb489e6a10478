using System.Text.Json;
using TgWorker.Core.Health;
using TgWorker.Hosting.Health;

namespace TgWorker.Tests.Hosting;

public sealed class HealthJsonTests
{
    [Fact]
    public void Write_HandlersHang_SaysWhich()
    {
        var queue = new QueueHealth("orders", true, TimeSpan.FromSeconds(1), 5, false, Hanging: 2)
        {
            HangingRuns = [new HangingRun("main:5", 42, 3, TimeSpan.FromSeconds(95.5)),
                new HangingRun("main:6", null, 1, TimeSpan.FromSeconds(91))],
        };

        using var json = JsonDocument.Parse(HealthJson.Write(true, new WorkerHealth(true, true, [], [queue])));

        var shown = json.RootElement.GetProperty("queues")[0];
        Assert.Equal(2, shown.GetProperty("hanging").GetInt32());
        Assert.Equal(
            """[{"lane":"main:5","updateId":42,"attempt":3,"seconds":95.5},{"lane":"main:6","updateId":null,"attempt":1,"seconds":91}]""",
            shown.GetProperty("hangingRuns").GetRawText());
    }
}
